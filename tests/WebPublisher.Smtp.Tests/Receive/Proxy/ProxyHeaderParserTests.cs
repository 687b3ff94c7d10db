using System.Buffers;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Smtp.Receive.Proxy;

namespace WebPublisher.Smtp.Tests.Receive.Proxy;

public sealed class ProxyHeaderParserTests
{
    private static readonly byte[] s_signature = "\r\n\r\n\0\r\nQUIT\n"u8.ToArray();

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 203.0.113.1 40000 25\r\n", "192.0.2.7:40000")]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 40000 25\r\n", "[2001:db8::7]:40000")]
    [InlineData("PROXY UNKNOWN whatever stands here\r\n", null)]
    public void A_line_tells_the_client(string line, string? source)
    {
        var (status, header, rest) = Read(Encoding.ASCII.GetBytes(line + "EHLO"));
        Assert.Equal(ProxyHeaderStatus.Header, status);
        Assert.Equal(source is null ? null : IPEndPoint.Parse(source), header!.Source);
        Assert.Equal(4, rest);
    }

    [Theory]
    [InlineData("EHLO client.example\r\n")]
    [InlineData("PROXY\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 203.0.113.1 40000\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 203.0.113.1 40000 99999\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 203.0.113.1 040 25\r\n")]
    [InlineData("PROXY TCP4 127.1 203.0.113.1 40000 25\r\n")]
    [InlineData("PROXY TCP4 2001:db8::7 203.0.113.1 40000 25\r\n")]
    [InlineData("PROXY TCP4  192.0.2.7 203.0.113.1 40000 25\r\n")]
    [InlineData("proxy TCP4 192.0.2.7 203.0.113.1 40000 25\r\n")]
    [InlineData("PRAXY")]
    public void What_is_no_header_is_refused(string text) => Assert.Equal(ProxyHeaderStatus.Malformed, Read(Encoding.ASCII.GetBytes(text)).Status);

    [Fact]
    public void A_line_that_does_not_end_is_not_waited_for_longer_than_a_line_can_be() =>
        Assert.Equal(ProxyHeaderStatus.Malformed, Read(Encoding.ASCII.GetBytes("PROXY " + new string('x', 101))).Status);

    [Fact]
    public void A_binary_header_tells_the_client_and_its_extensions_are_passed_over()
    {
        byte[] octets = [.. s_signature, 0x21, 0x11, 0, 15, 192, 0, 2, 7, 203, 0, 113, 1, 0x9c, 0x40, 0, 25, 4, 0, 0, (byte)'x'];
        var (status, header, rest) = Read(octets);
        Assert.Equal(ProxyHeaderStatus.Header, status);
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:40000"), header!.Source);
        Assert.Equal(IPEndPoint.Parse("203.0.113.1:25"), header.Destination);
        Assert.Equal(1, rest);
    }

    [Fact]
    public void A_balancer_that_speaks_for_itself_names_no_client()
    {
        var (status, header, _) = Read([.. s_signature, 0x20, 0, 0, 0]);
        Assert.Equal(ProxyHeaderStatus.Header, status);
        Assert.Null(header!.Source);
    }

    [Theory]
    [InlineData(0x11, 0x11, 12)]
    [InlineData(0x22, 0x11, 12)]
    [InlineData(0x21, 0x11, 11)]
    [InlineData(0x21, 0x21, 35)]
    [InlineData(0x20, 0x00, 4097)]
    public void A_broken_binary_header_is_refused(byte version, byte family, int size) =>
        Assert.Equal(ProxyHeaderStatus.Malformed, Read([.. s_signature, version, family, (byte)(size >> 8), (byte)size, .. new byte[size]]).Status);

    [Fact]
    public void Every_part_of_a_header_is_incomplete_and_nothing_throws() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(uint Source, uint Destination, ushort Port, bool IsBinary)>(),
        header =>
        {
            var source = new IPEndPoint(header.Source, header.Port);
            var destination = new IPAddress(header.Destination);
            byte[] octets = header.IsBinary
                ? [.. s_signature, 0x21, 0x11, 0, 12, .. source.Address.GetAddressBytes(), .. destination.GetAddressBytes(), (byte)(header.Port >> 8), (byte)header.Port, 0, 25]
                : Encoding.ASCII.GetBytes($"PROXY TCP4 {source.Address} {destination} {header.Port} 25\r\n");
            for (var length = 0; length < octets.Length; length++)
            {
                Assert.Equal(ProxyHeaderStatus.Incomplete, Read(octets[..length]).Status);
            }

            Assert.Equal(source, Read(octets).Header!.Source);
        }));

    [Fact]
    public void No_input_throws() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        octets =>
        {
            Read(octets);
            Read([.. s_signature, .. octets]);
            Read([.. "PROXY TCP4 "u8, .. octets, .. "\r\n"u8]);
        }));

    private static (ProxyHeaderStatus Status, ProxyHeader? Header, long Left) Read(byte[] octets)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        var status = ProxyHeaderParser.TryRead(ref buffer, out var header);
        return (status, header, buffer.Length);
    }
}
