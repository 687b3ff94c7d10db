using System.Globalization;
using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Request lines and fields with octets that end a line, a name or a word for some reader.</summary>
internal static class FieldCases
{
    private const string Kind = "fields";
    private const string Delimiters = "\"(),/;<=>?@[\\]{}";

    private static readonly string[] s_requestLines =
    [
        "GET  /c/{{ID}} HTTP/1.1", "GET /c/{{ID}}  HTTP/1.1", "GET /c/{{ID}} HTTP/1.1 ", " GET /c/{{ID}} HTTP/1.1", "GET\t/c/{{ID}} HTTP/1.1", "GET /c/{{ID}}\tHTTP/1.1", "GET /c/{{ID}} x HTTP/1.1", "GET /c/{{ID}}",
        "GET /c/{{ID}} HTTP/0.9", "GET /c/{{ID}} HTTP/1.2", "GET /c/{{ID}} HTTP/2.0", "GET /c/{{ID}} HTTP/1.10", "GET /c/{{ID}} HTTP/01.1", "GET /c/{{ID}} http/1.1", "GET /c/{{ID}} HTTP/1,1", "GET /c/{{ID}} RTSP/1.0",
        "G\0ET /c/{{ID}} HTTP/1.1", "G(T /c/{{ID}} HTTP/1.1", "GET: /c/{{ID}} HTTP/1.1", "G\u00C9T /c/{{ID}} HTTP/1.1", " /c/{{ID}} HTTP/1.1", "GET /c/{{ID}}\0 HTTP/1.1", "GET /c/{{ID}}\x7F HTTP/1.1",
        "GET /c/{{ID}}\nX HTTP/1.1", "GET /c/{{ID}}\rX HTTP/1.1", "\rGET /c/{{ID}} HTTP/1.1", "\0GET /c/{{ID}} HTTP/1.1", "GET c/{{ID}} HTTP/1.1", "GET * HTTP/1.1", "FOO /c/{{ID}} HTTP/1.1", "get /c/{{ID}} HTTP/1.1",
        "TRACE /c/{{ID}} HTTP/1.1", "CONNECT /c/{{ID}} HTTP/1.1", "CONNECT 127.0.0.1:80 HTTP/1.1", "PRI * HTTP/2.0", "GET #/c/{{ID}} HTTP/1.1",
    ];

    private static readonly string[] s_lines =
    [
        " X-A: b", "\tX-A: b", "X-A: a\r\n b", "X-A: a\r\n\tb", "X-A : b", "X-A\t: b", "X A: b", ": b", ":authority: evil.test", "no colon", "X-A: a\nX-B: b", "X-A: a\rX-B: b", "X-A: a\r\r\nX-B: b", "X-A\r: b", "X-A\n: b",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All() => Octets().Concat(Lines());

    private static IEnumerable<WebCase> Octets()
    {
        foreach (var octet in Enumerable.Range(0, 32).Append(127).Where(octet => octet is not ('\t' or '\n' or '\r')))
        {
            var text = octet.ToString("x2", CultureInfo.InvariantCulture);
            yield return Http1(Kind, $"value-{text}", Expectation.Reject, $"{Head("GET")}X-A: a{(char)octet}b\r\n\r\n");
            yield return Http1(Kind, $"name-{text}", Expectation.Reject, $"{Head("GET")}X{(char)octet}A: b\r\n\r\n");
        }

        foreach (var octet in Delimiters.Concat("\u0080\u0085\u00A0\u00FF"))
        {
            yield return Http1(Kind, $"name-{(int)octet:x2}", Expectation.Reject, $"{Head("GET")}X{octet}A: b\r\n\r\n");
        }
    }

    private static IEnumerable<WebCase> Lines()
    {
        for (var i = 0; i < s_requestLines.Length; i++)
        {
            yield return Http1(Kind, $"request-line-{i}", Expectation.Reject, $"{s_requestLines[i]}\r\nHost: mail.example.test\r\nX-Case: {{{{ID}}}}\r\n\r\n");
        }

        for (var i = 0; i < s_lines.Length; i++)
        {
            yield return Http1(Kind, $"line-{i}", Expectation.Reject, $"{Head("GET")}{s_lines[i]}\r\n\r\n");
            yield return Http1(Kind, $"line-{i}-first", Expectation.Reject, $"GET /c/{{{{ID}}}} HTTP/1.1\r\n{s_lines[i]}\r\nHost: mail.example.test\r\n\r\n");
        }

        foreach (var name in new[] { "Authorization", "Content-Type", "Range", "Origin", "User-Agent" })
        {
            yield return Http1(Kind, $"twice-{name}", Expectation.Reject, $"{Head("GET")}{name}: a\r\n{name}: b\r\n\r\n");
        }

        yield return Http1(Kind, "empty-and-latin", Expectation.Forward, $"{Head("GET")}X-A:\r\nX-B: caf\u00E9\tb\r\n\r\n");
        yield return Http1(Kind, "header-of-33-k", Expectation.Reject, $"{Head("GET")}X-A: @@REPEAT:a:33792@@\r\n\r\n");
        yield return Http1(Kind, "target-of-21-k", Expectation.Reject, Head("GET", "/c/{{ID}}@@REPEAT:a:21504@@") + "\r\n");
        yield return Http1(Kind, "bare-line-feeds", Expectation.Reject, "GET /c/{{ID}} HTTP/1.1\nHost: mail.example.test\n\n");
    }
}
