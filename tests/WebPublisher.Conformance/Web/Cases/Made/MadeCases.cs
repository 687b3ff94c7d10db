namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Cases that are made rather than written: what attacks are made of, put together in every way that differs.</summary>
internal static class MadeCases
{
    /// <summary>All of them, by the name of their kind.</summary>
    public static IReadOnlyDictionary<string, Func<IEnumerable<WebCase>>> Kinds { get; } = new Dictionary<string, Func<IEnumerable<WebCase>>>(StringComparer.Ordinal)
    {
        ["framing"] = FramingCases.All,
        ["chunks"] = ChunkCases.All,
        ["fields"] = FieldCases.All,
        ["hosts"] = HostCases.All,
        ["paths"] = PathCases.All,
        ["http2"] = Http2Cases.All,
    };

    /// <summary>What hides behind a body: it is to be seen nowhere.</summary>
    public const string Hidden = "GET /c/smuggled HTTP/1.1\r\nHost: mail.example.test\r\nX-Smuggled: 1\r\n\r\n";

    /// <summary>A case of HTTP/1.1.</summary>
    public static WebCase Http1(string kind, string id, Expectation expectation, string raw) => new() { Id = id, Group = kind, File = "made", Expectation = expectation, Raw = raw };

    /// <summary>A request up to its fields, which end with CRLF.</summary>
    public static string Head(string method = "POST", string target = "/c/{{ID}}", string version = "HTTP/1.1") =>
        $"{method} {target} {version}\r\nHost: mail.example.test\r\nX-Case: {{{{ID}}}}\r\n";
}
