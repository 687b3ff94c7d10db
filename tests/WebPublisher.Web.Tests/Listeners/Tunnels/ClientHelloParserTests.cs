using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Listeners.Tunnels;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Tunnels;

public sealed class ClientHelloParserTests
{
    [Fact]
    public void The_server_name_is_read_in_lower_case() =>
        Assert.Equal(ClientHello.Complete("mail.nwtraders.example"), Parse(ClientHelloBytes.Records(ClientHelloBytes.Message("Mail.NWTraders.example"))));

    [Fact]
    public void A_hello_without_extensions_or_without_sni_has_no_name()
    {
        Assert.Equal(ClientHello.Complete(null), Parse(ClientHelloBytes.Records(ClientHelloBytes.Message(null))));
        Assert.Equal(ClientHello.Complete(null), Parse(ClientHelloBytes.Records(ClientHelloBytes.Message(null, padding: 3))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_message_may_be_spread_over_records(int fragment) =>
        Assert.Equal(ClientHello.Complete("a.example"), Parse(ClientHelloBytes.Records(ClientHelloBytes.Message("a.example", padding: 500), fragment)));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("\u0016\u0002\u0000\u0000\u0005")]
    [InlineData("\u0016\u0003\u0001\u0000\u0000")]
    [InlineData("\u0016\u0003\u0001\u0000\u0001\u0002")]
    public void Anything_else_is_refused_at_once(string bytes) => Assert.Equal(ClientHello.Refused, Parse([.. bytes.Select(c => (byte)c)]));

    [Fact]
    public void A_name_that_is_no_host_name_is_refused()
    {
        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records(ClientHelloBytes.Message("a b.example"))));
        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records(ClientHelloBytes.Message("a\0b.example"))));
        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records(ClientHelloBytes.Message(""))));
        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records(ClientHelloBytes.Message(new string('a', 256)))));
    }

    [Fact]
    public void Two_server_name_extensions_are_refused()
    {
        var message = ClientHelloBytes.Message("a.example");
        var extension = message[^(9 + "a.example".Length)..];
        byte[] body = [.. message[4..^(extension.Length + 2)], 0, (byte)(2 * extension.Length), .. extension, .. extension];

        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records([1, 0, 0, (byte)body.Length, .. body])));
    }

    [Fact]
    public void Bytes_behind_the_message_in_its_record_are_refused() =>
        Assert.Equal(ClientHello.Refused, Parse(ClientHelloBytes.Records([.. ClientHelloBytes.Message("a.example"), 0])));

    [Fact]
    public void A_longer_hello_than_is_read_is_refused()
    {
        var bytes = ClientHelloBytes.Records(ClientHelloBytes.Message("a.example", padding: 20_000));
        Assert.Equal(ClientHello.Refused, Parse(bytes[..ClientHelloParser.MaximumLength]));
    }

    [Fact]
    public void Every_beginning_of_a_hello_is_incomplete_and_asks_for_bytes_that_exist()
    {
        foreach (var fragment in new[] { 1, 7, 1 << 14 })
        {
            var bytes = ClientHelloBytes.Records(ClientHelloBytes.Message("mail.example", padding: 300), fragment);
            for (var length = 0; length < bytes.Length; length++)
            {
                var hello = Parse(bytes[..length]);
                Assert.Equal(ClientHelloState.Incomplete, hello.State);
                Assert.InRange(hello.BytesNeeded, length + 1, bytes.Length);
            }
        }
    }

    [Fact]
    public void No_bytes_make_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Enum.IsDefined(Parse(bytes).State)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_damage_to_a_hello_makes_it_throw_or_ask_for_less_than_it_has() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(ushort At, byte Value, ushort Length)>(),
            damage =>
            {
                var bytes = ClientHelloBytes.Records(ClientHelloBytes.Message("mail.example", padding: 40), 50);
                bytes[damage.At % bytes.Length] = damage.Value;
                bytes = bytes[..(damage.Length % (bytes.Length + 1))];
                var hello = Parse(bytes);
                return hello.State != ClientHelloState.Incomplete || hello.BytesNeeded > bytes.Length;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Every_host_name_comes_back_however_it_is_fragmented() =>
        Prop.ForAll(
            Gen.Elements("abcxyz019-.".ToCharArray()).ArrayOf().Where(c => c.Length is > 0 and < 256).Select(c => new string(c)).ToArbitrary(),
            ArbMap.Default.ArbFor<PositiveInt>(),
            (name, fragment) => Parse(ClientHelloBytes.Records(ClientHelloBytes.Message(name), fragment.Get)).ServerName == name).QuickCheckThrowOnFailure();

    private static ClientHello Parse(byte[] bytes) => ClientHelloParser.Parse(bytes, new byte[bytes.Length]);
}
