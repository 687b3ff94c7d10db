using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Listeners.Screening;

namespace WebPublisher.Web.Tests.Listeners.Screening;

public sealed class HeadScreenTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n";

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: mail.example.test\r\n\r\n", 0, false)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", 0, false)]
    [InlineData("RPC_IN_DATA /rpc/rpcproxy.dll?a:6001 HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n", 1073741824, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\ncontent-length:\t005 \r\n\r\n", 5, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n", long.MaxValue, false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \tChunked\t\r\n\r\n", 0, true)]
    [InlineData("GET http://a/?b HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Latin: caf\u00E9\tb\r\n\r\n", 0, false)]
    public void A_head_that_means_one_thing_passes(string head, long length, bool isChunked)
    {
        Assert.Null(HeadScreen.Examine(Bytes(head), out var body));
        Assert.Equal(new AnnouncedBody(length, isChunked), body);
    }

    [Theory]
    [InlineData("GET  / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / \r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1 \r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.2\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/2.0\r\nHost: a\r\n\r\n")]
    [InlineData("GET / http/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\n")]
    [InlineData(" / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("G(T / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET  HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\u00E9 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nHost: a\r\n\r\n")]
    [InlineData("\rGET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    public void A_request_line_is_three_words(string head) => Assert.Equal(DenialReason.MalformedRequest, HeadScreen.Examine(Bytes(head), out _)?.Reason);

    [Theory]
    [InlineData("+5")]
    [InlineData("-0")]
    [InlineData("")]
    [InlineData("5,")]
    [InlineData("5, 5")]
    [InlineData("5 5")]
    [InlineData("0x5")]
    [InlineData("5.0")]
    [InlineData("\"5\"")]
    [InlineData("\u00A05")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999")]
    public void A_length_is_digits(string length) =>
        Assert.Equal(DenialReason.InvalidFraming, HeadScreen.Examine(Bytes($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n"), out _)?.Reason);

    [Theory]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked,\r\n")]
    [InlineData("Transfer-Encoding: \"chunked\"\r\n")]
    [InlineData("Transfer-Encoding: chunked;q=1\r\n")]
    [InlineData("Transfer-Encoding: identity\r\n")]
    [InlineData("Transfer-Encoding:\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n")]
    [InlineData("Transfer_Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent_Length: 5\r\n")]
    public void One_field_says_where_the_body_ends(string fields) => Assert.Equal(DenialReason.InvalidFraming, HeadScreen.Examine(Bytes($"{Get}{fields}\r\n"), out _)?.Reason);

    [Fact]
    public void Http_1_0_knows_no_chunks() =>
        Assert.Equal(DenialReason.InvalidFraming, HeadScreen.Examine(Bytes("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), out _)?.Reason);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n")]
    public void There_is_one_host(string head) => Assert.Equal(DenialReason.InvalidHost, HeadScreen.Examine(Bytes(head), out _)?.Reason);

    [Theory]
    [InlineData("X-A : b\r\n")]
    [InlineData("X A: b\r\n")]
    [InlineData("X-A\0: b\r\n")]
    [InlineData(": b\r\n")]
    [InlineData("no colon\r\n")]
    [InlineData(" X-A: b\r\n")]
    [InlineData("X-A: a\r\n\tb\r\n")]
    [InlineData("X-A: a\rb\r\n")]
    [InlineData("X-A: a\nX-B: b\r\n")]
    [InlineData("X-A: a\n")]
    [InlineData("\u00E9: b\r\n")]
    public void A_field_is_a_token_a_colon_and_a_value(string fields) => Assert.Equal(DenialReason.InvalidHeader, HeadScreen.Examine(Bytes($"{Get}{fields}\r\n"), out _)?.Reason);

    [Fact]
    public void No_control_character_passes_but_the_tab_in_a_value()
    {
        foreach (var control in Enumerable.Range(0, 32).Append(127).Where(c => c is not '\t'))
        {
            Assert.NotNull(HeadScreen.Examine(Bytes($"{Get}X-A: a{(char)control}b\r\n\r\n"), out _));
            Assert.NotNull(HeadScreen.Examine(Bytes($"{Get}X-A{(char)control}: b\r\n\r\n"), out _));
            Assert.NotNull(HeadScreen.Examine(Bytes($"GET /{(char)control} HTTP/1.1\r\nHost: a\r\n\r\n"), out _));
        }
    }

    [Fact]
    public void Heads_have_limits()
    {
        var line = $"GET /{new string('a', KestrelSettings.MaximumRequestLine)} HTTP/1.1\r\nHost: a\r\n\r\n";
        var header = $"{Get}X-A: {new string('a', KestrelSettings.MaximumHeaderBytes)}\r\n\r\n";
        var fields = $"{Get}{string.Concat(Enumerable.Repeat("X: y\r\n", KestrelSettings.MaximumFields))}\r\n";
        Assert.Equal(DenialReason.TargetTooLong, HeadScreen.Examine(Bytes(line), out _)?.Reason);
        Assert.Equal(DenialReason.HeaderTooLarge, HeadScreen.Examine(Bytes(header), out _)?.Reason);
        Assert.Equal(DenialReason.HeaderTooLarge, HeadScreen.Examine(Bytes(fields), out _)?.Reason);
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001", true)]
    [InlineData("GET / HTTP/1.1\nHost", true)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\n\n", true)]
    [InlineData("\n", true)]
    [InlineData("\r", false)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r", false)]
    [InlineData("GE", false)]
    [InlineData("", false)]
    public void Nobody_waits_for_the_rest_of_what_is_refused_anyway(string beginning, bool isRefused) =>
        Assert.Equal(isRefused, HeadScreen.ExamineBeginning(Bytes(beginning), 0, out _) is not null);

    /// <summary>Whatever passes has lines that end with CRLF alone, and fields with proper names.</summary>
    [Fact]
    public void What_passes_has_one_reading()
    {
        var pieces = Gen.Elements("GET", " ", "/", "HTTP/1.1", "\r\n", "\r", "\n", "Host: a", "Content-Length", ":", "5", "\0", "\t", "Transfer-Encoding: chunked", "x");
        Prop.ForAll(Arb.From(Gen.ArrayOf(pieces)), parts =>
        {
            var head = $"{Get}{string.Concat(parts)}\r\n\r\n";
            if (HeadScreen.Examine(Bytes(head), out _) is not null)
            {
                return;
            }

            var lines = head.Split("\r\n")[1..^2];
            Assert.DoesNotContain(lines.TakeWhile(line => line.Length > 0), line => line.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || line.IndexOf(':') <= 0 || line[0] is ' ' or '\t');
        }).QuickCheckThrowOnFailure();
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
