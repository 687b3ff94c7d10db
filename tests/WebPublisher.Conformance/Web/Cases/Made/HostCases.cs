using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Hosts that are none, that are foreign, or that contradict the target or the connection.</summary>
internal static class HostCases
{
    private const string Kind = "hosts";

    private static readonly string[] s_hosts =
    [
        "", " ", "evil.test", "mail.example.test:99999", "mail.example.test:0", "mail.example.test:", "mail.example.test:80a", "mail.example.test:-1", "mail.example.test:+443", "mail.example.test:443:443",
        "mail.example.test,evil.test", "mail.example.test evil.test", "evil.test@mail.example.test", "mail.example.test@evil.test", "mail.example.test/", "mail.example.test/c", "mail.example.test\\", "mail.example.test?",
        "mail.example.test#", "mail.example.test..", ".mail.example.test", "mail..example.test", "mail.example.test\0", "mail.example.test\u0001", "mail.example.test\u00A0", "m\u00E4il.example.test", "[::1", "::1", "[::1]:x", "127.0.0.1",
        "localhost", "evilmail.example.test", "mail.example.test.evil.test", "mail%2eexample.test", "https://mail.example.test", "*", "mail.example.test;", "'mail.example.test'",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All()
    {
        const string Published = "mail.example.test";
        var only = new Requirements { OnlyHost = Published };
        for (var i = 0; i < s_hosts.Length; i++)
        {
            yield return Http1(Kind, $"host-{i}", Expectation.Reject, $"GET /c/{{{{ID}}}} HTTP/1.1\r\nHost: {s_hosts[i]}\r\n\r\n") with { Requirements = only };
        }

        foreach (var (first, second) in new[] { (Published, Published), (Published, "evil.test"), ("evil.test", Published) })
        {
            yield return Http1(Kind, $"hosts-{first}-{second}", Expectation.Reject, $"GET /c/{{{{ID}}}} HTTP/1.1\r\nHost: {first}\r\nhOST: {second}\r\n\r\n");
        }

        foreach (var target in new[] { "http://evil.test/c/{{ID}}", "http://evil.test@mail.example.test/c/{{ID}}", "http://mail.example.test@evil.test/c/{{ID}}", "http://mail.example.test:80@evil.test/c/{{ID}}", "ftp://mail.example.test/c/{{ID}}", "//evil.test/c/{{ID}}", "http:///c/{{ID}}" })
        {
            yield return Http1(Kind, $"target-{target.Split("/c/")[0]}", Expectation.Reject, Head("GET", target) + "\r\n") with { Requirements = only };
        }

        yield return Http1(Kind, "none", Expectation.Reject, "GET /c/{{ID}} HTTP/1.1\r\nX: y\r\n\r\n");
        yield return Http1(Kind, "upper-case", Expectation.Forward, "GET /c/{{ID}} HTTP/1.1\r\nHost: MAIL.example.TEST:443\r\n\r\n") with { Requirements = only };
        yield return Http1(Kind, "absolute-form", Expectation.Forward, Head("GET", "https://mail.example.test/c/{{ID}}") + "\r\n") with { Requirements = only };
        yield return Http1(Kind, "other-server-name", Expectation.Reject, Head("GET") + "\r\n") with { Requirements = only with { ServerName = "evil.test" } };
    }
}
