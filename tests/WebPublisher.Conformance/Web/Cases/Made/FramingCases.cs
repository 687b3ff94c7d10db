using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Lengths and codings that two readers may take for two different ends of a body.</summary>
internal static class FramingCases
{
    private const string Kind = "framing";

    private static readonly string[] s_lengths =
    [
        "", " ", "+5", "-5", "-0", "0x5", "5.0", "5e0", "5,5", "5, 6", "5;5", "5 5", "5\t5", "5\0", "\x0B5", "5\x0C", "\u00A05", "5\u0085", "'5'", "\"5\"", "5_0", "five", "18446744073709551621",
        "99999999999999999999999", "9223372036854775808", "5\r",
    ];

    private static readonly string[] s_codings =
    [
        "", "identity", "gzip", "xchunked", "chunkedx", "chunk", "chunked, chunked", "chunked, identity", "identity, chunked", "gzip, chunked", "chunked,", ",chunked", "chunked;q=1", "chunked;", "\"chunked\"",
        "'chunked'", "chunked\0", "\x0Bchunked", "chunked\x0C", "\u00A0chunked", "chunked\u0085", "chun\u00E2\u0084\u00AAed", "chunked chunked", "trailers", "chunked\r",
    ];

    private static readonly string[] s_codingLines =
    [
        "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked", " Transfer-Encoding: chunked", "Transfer-Encoding:\r\n chunked", "Transfer-Encoding\0: chunked", "Transfer-Encoding\u00A0: chunked",
        "Transfer_Encoding: chunked", "TRANSFER_ENCODING: chunked", "Transfer-Encoding chunked", "X: y\rTransfer-Encoding: chunked", "X: y\nTransfer-Encoding: chunked", "Transfer\r-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", ": x\r\nTransfer-Encoding: chunked", "transfer-encoding:chunked",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All() => Lengths().Concat(Codings()).Concat(Plain());

    private static IEnumerable<WebCase> Lengths()
    {
        for (var i = 0; i < s_lengths.Length; i++)
        {
            yield return Http1(Kind, $"length-{i}", Expectation.Reject, $"{Head()}Content-Length: {s_lengths[i]}\r\n\r\nhello");
        }

        foreach (var (first, second) in new[] { ("5", "5"), ("5", "0"), ("0", "5"), ("5", "+5") })
        {
            yield return Http1(Kind, $"lengths-{first}-{second}", Expectation.Reject, $"{Head()}Content-Length: {first}\r\nContent-Length: {second}\r\n\r\nhello");
        }

        foreach (var name in new[] { "Content_Length", "content_length", "Content-Length ", "Content-Length\t", "Content-Length\0", "Content-Length\u00A0", " Content-Length" })
        {
            yield return Http1(Kind, $"length-name-{Octets.Escape(name)}", Expectation.Reject, $"{Head()}{name}: {Hidden.Length}\r\n\r\n{Hidden}");
        }
    }

    private static IEnumerable<WebCase> Codings()
    {
        var behind = $"0\r\n\r\n{Hidden}";
        for (var i = 0; i < s_codings.Length; i++)
        {
            yield return Http1(Kind, $"coding-{i}", Expectation.Reject, $"{Head()}Transfer-Encoding: {s_codings[i]}\r\n\r\n0\r\n\r\n");
            yield return Http1(Kind, $"coding-{i}-with-length", Expectation.Reject, $"{Head()}Transfer-Encoding: {s_codings[i]}\r\nContent-Length: {behind.Length}\r\n\r\n{behind}");
        }

        for (var i = 0; i < s_codingLines.Length; i++)
        {
            yield return Http1(Kind, $"coding-line-{i}-before-length", Expectation.Reject, $"{Head()}{s_codingLines[i]}\r\nContent-Length: {behind.Length}\r\n\r\n{behind}");
            yield return Http1(Kind, $"coding-line-{i}-behind-length", Expectation.Reject, $"{Head()}Content-Length: {behind.Length}\r\n{s_codingLines[i]}\r\n\r\n{behind}");
        }

        yield return Http1(Kind, "coding-in-1.0", Expectation.Reject, $"{Head(version: "HTTP/1.0")}Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n{behind}");
    }

    private static IEnumerable<WebCase> Plain()
    {
        yield return Http1(Kind, "length", Expectation.Forward, $"{Head()}Content-Length: 5\r\n\r\nhello");
        yield return Http1(Kind, "length-with-zeros", Expectation.Safe, $"{Head()}Content-Length: 0005\r\n\r\nhello");
        yield return Http1(Kind, "coding", Expectation.Forward, $"{Head()}Transfer-Encoding:\tChunked \r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        yield return Http1(Kind, "empty-line-first", Expectation.Forward, $"\r\n{Head()}Content-Length: 5\r\n\r\nhello");
        foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "DELETE" })
        {
            yield return Http1(Kind, $"body-of-{method}", Expectation.Safe, $"{Head(method)}Content-Length: {Hidden.Length}\r\n\r\n{Hidden}");
        }
    }
}
