using System.Globalization;
using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Requests over HTTP/2 that become something else when they are written as HTTP/1.1.</summary>
internal static class Http2Cases
{
    private const string Kind = "http2";
    private const string Injected = "X-Injected: 1";

    private static readonly Field s_method = new(":method", "GET");
    private static readonly Field s_scheme = new(":scheme", "https");
    private static readonly Field s_authority = new(":authority", "mail.example.test");
    private static readonly Field s_path = new(":path", "/c/{{ID}}");
    private static readonly Field s_mark = new("x-case", "{{ID}}");

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All() => Names().Concat(Values()).Concat(Pseudo()).Concat(Connection()).Concat(Bodies()).Concat(Trailers());

    private static IEnumerable<WebCase> Names()
    {
        foreach (var octet in Enumerable.Range(0, 256).Where(octet => !char.IsAsciiLetterLower((char)octet) && !char.IsAsciiDigit((char)octet) && !"!#$%&'*+-.^_`|~".Contains((char)octet, StringComparison.Ordinal)))
        {
            var id = octet.ToString("x2", CultureInfo.InvariantCulture);
            yield return Request($"name-{id}", Expectation.Reject, new Field($"x{(char)octet}a", "b"));
        }

        foreach (var name in new[] { "", " x", "x ", "x\r\ny", "transfer-encoding\r\n", "x: y\r\ntransfer-encoding", "Host", ":x", ":authority " })
        {
            yield return Request($"name-{Octets.Escape(name)}", Expectation.Reject, new Field(name, "b"));
        }
    }

    private static IEnumerable<WebCase> Values()
    {
        foreach (var octet in Enumerable.Range(0, 32).Append(127).Where(octet => octet != '\t'))
        {
            yield return Request($"value-{octet:x2}", Expectation.Reject, new Field("x-a", $"b{(char)octet}{Injected}"));
        }

        foreach (var value in new[] { " b", "b ", "\tb", "b\t" })
        {
            yield return Request($"value-{Octets.Escape(value)}", Expectation.Reject, new Field("x-a", value));
        }
    }

    private static IEnumerable<WebCase> Pseudo()
    {
        foreach (var end in new[] { "\r\n", "\n", "\r", "\0", " ", "\t" })
        {
            var id = Octets.Escape(end);
            yield return Request($"method{id}", [s_method with { Value = $"GET{end}{Injected}" }, s_scheme, s_authority, s_path, s_mark]);
            yield return Request($"path{id}", [s_method, s_scheme, s_authority, s_path with { Value = $"/c/{{{{ID}}}}{end}HTTP/1.1{end}{Injected}" }, s_mark]);
            yield return Request($"authority{id}", [s_method, s_scheme, s_authority with { Value = $"mail.example.test{end}{Injected}" }, s_path, s_mark]);
            yield return Request($"scheme{id}", [s_method, s_scheme with { Value = $"https{end}{Injected}" }, s_authority, s_path, s_mark]);
        }

        foreach (var doubled in new[] { s_method, s_scheme, s_authority, s_path })
        {
            yield return Request($"twice-{doubled.Name}", [s_method, s_scheme, s_authority, s_path, doubled, s_mark]);
            yield return Request($"late-{doubled.Name}", [.. new[] { s_method, s_scheme, s_authority, s_path }.Where(field => field != doubled), s_mark, doubled]);
        }

        foreach (var path in new[] { "", "*", "c/x", "https://evil.test/c/{{ID}}", "//evil.test/c/{{ID}}", "/c/{{ID}}#x", "/c/{{ID}}/\u0001", "/c/{{ID}} x" })
        {
            yield return Request($"path-{Octets.Escape(path)}", [s_method, s_scheme, s_authority, s_path with { Value = path }, s_mark]);
        }

        foreach (var authority in new[] { "", "evil.test", "mail.example.test:x", "mail.example.test:99999", "evil@mail.example.test", "mail.example.test,evil.test", "mail.example.test/x", "mail.example.test#", "[::1" })
        {
            yield return Request($"authority-{authority}", [s_method, s_scheme, s_authority with { Value = authority }, s_path, s_mark]);
        }

        foreach (var method in new[] { "", "FOO", "get", "GET:", "G\u00E9T", "CONNECT", "TRACE" })
        {
            yield return Request($"method-{Octets.Escape(method)}", [s_method with { Value = method }, s_scheme, s_authority, s_path, s_mark]);
        }

        yield return Request("scheme-ftp", [s_method, s_scheme with { Value = "ftp" }, s_authority, s_path, s_mark]);
        yield return Request("other-host", Expectation.Safe, new Field("host", "evil.test")) with { Requirements = new Requirements { OnlyHost = "mail.example.test" } };
        yield return Request("plain", Expectation.Forward, new Field("x-a", "b"));
    }

    private static IEnumerable<WebCase> Connection()
    {
        foreach (var (name, value) in new[] { ("connection", "x-drop"), ("connection", "close"), ("keep-alive", "timeout=5"), ("proxy-connection", "keep-alive"), ("upgrade", "h2c"), ("upgrade", "websocket"), ("te", "gzip"), ("te", "trailers, gzip"), ("transfer-encoding", "chunked"), ("transfer-encoding", "identity"), ("transfer-encoding", ""), ("http2-settings", "AAMAAABkAARAAAAAAAIAAAAA") })
        {
            yield return Request($"{name}-{value}", Expectation.Reject, new Field(name, value));
        }

        yield return Request("te-trailers", Expectation.Forward, new Field("te", "trailers"));
    }

    private static IEnumerable<WebCase> Bodies()
    {
        foreach (var length in new[] { "0", "4", "6", "-1", "+5", "5,5", "", "0x5", " 5", "99999999999999999999999" })
        {
            yield return Request($"length-{length}", Expectation.Reject, new Field("content-length", length)) with { Data = "hello" };
        }

        yield return Request("body", Expectation.Forward, new Field("content-length", "5")) with { Data = "hello" };
        yield return Request("coding-and-length", Expectation.Reject, new Field("transfer-encoding", "chunked"), new Field("content-length", "5")) with { Data = $"0\r\n\r\n{Hidden}" };
        yield return Request("look-alike", Expectation.Safe, new Field("transfer_encoding", "chunked")) with { Data = $"0\r\n\r\n{Hidden}" };
    }

    private static IEnumerable<WebCase> Trailers()
    {
        foreach (var (name, value) in new[] { ("x t", "b"), ("x:t", "b"), ("x-t\r\ny", "b"), ("X-T", "b"), ("", "b"), (":path", "/ecp/"), ("x-t", $"b\r\n{Injected}"), ("x-t", "b\n"), ("x-t", "b\u0001"), ("x-t", " b"), ("transfer-encoding", "chunked"), ("connection", "close"), ("upgrade", "h2c"), ("te", "gzip") })
        {
            yield return Request($"trailer-{Octets.Escape(name)}-{Octets.Escape(value)}", Expectation.Reject) with { Data = "hello", Trailers = [new Field(name, value)] };
        }

        yield return Request("trailer", Expectation.Forward) with { Data = "hello", Trailers = [new Field("x-checksum", "1")] };
    }

    private static WebCase Request(string id, Expectation expectation, params Field[] more) => Request(id, [s_method with { Value = "POST" }, s_scheme, s_authority, s_path, s_mark, .. more]) with { Expectation = expectation };

    private static WebCase Request(string id, IReadOnlyList<Field> fields) => new()
    {
        Id = $"http2-{id}",
        Group = Kind,
        File = "made",
        Expectation = Expectation.Reject,
        Fields = fields,
        Requirements = new Requirements { NoFields = ["x-injected"] },
    };
}
