using System.Net;
using System.Text;

namespace WebPublisher.Waf.Tests.Hostile;

/// <summary>A request that is to cost as much as it can.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Target">The request target.</param>
/// <param name="Headers">Header fields beside Host.</param>
/// <param name="Body">The body, one character for each byte.</param>
internal sealed record HostileRequest(string Name, string Target, (string Name, string Value)[] Headers, string? Body)
{
    private const int Megabyte = 1 << 20;
    private const int Large = 200 * 1024;
    private const string Form = "application/x-www-form-urlencoded";
    private const string Parts = "multipart/form-data; boundary=b";
    private const string Part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";

    public static IReadOnlyList<HostileRequest> All { get; } =
    [
        new("nothing odd", "/?q=hello", [], null),
        .. RegexBombs(),
        Posted("a megabyte of brackets in JSON", "application/json", new string('[', Megabyte)),
        Posted("a megabyte of nested JSON objects", "application/json", Repeat("{\"a\":", Megabyte / 5)),
        Posted("200,000 values in JSON", "application/json", "[" + Repeat("1,", 200_000) + "1]"),
        Posted("long keys above deep arrays in JSON", "application/json", "{\"" + new string('k', 100_000) + "\":" + new string('[', 500)),
        Posted("100,000 parameters in a form", Form, Repeat("a=1&", 100_000)),
        new("100,000 parameters in a query", "/?" + Repeat("a=1&", 100_000), [], null),
        Posted("10,000 parts", Parts, Repeat(Part + "1\r\n", 10_000) + "--b--\r\n"),
        Posted("a part with 5,000 header lines", Parts, "--b\r\n" + Repeat("A: b\r\n", 5_000)),
        Posted("a part whose header is folded 30,000 times", Parts, "--b\r\nA: b\r\n" + Repeat(" b\r\n", 30_000)),
        Posted("a multipart body that never ends", Parts, Part + new string('-', Megabyte)),
        Posted("a multipart body of boundaries", Parts, Repeat("--b\r\n", 100_000)),
        Posted("a megabyte of NULs in a part", Parts, Part + new string('\0', Megabyte)),
        Posted("a megabyte of one letter", Form, "a=" + new string('a', Megabyte)),
        Posted("a megabyte of less-than signs", Form, "a=" + new string('<', Megabyte)),
        Posted("a megabyte of apostrophes", Form, "a=" + new string('\'', Megabyte)),
        Posted("a megabyte of quotation marks", Form, "a=" + new string('"', Megabyte)),
        Posted("200 KB of backquotes and parentheses", Form, "a=" + Repeat("`(", Large / 2)),
        Posted("200 KB of open comments", Form, "a=" + Repeat("/*", Large / 2)),
        Posted("200 KB of open tags", Form, "a=" + Repeat("<a b='", Large / 6)),
        Posted("200 KB of attributes", Form, "a=<a " + Repeat("x=y ", Large / 4)),
        Posted("200 KB of entities", Form, "a=" + Repeat("%26%23x41;", Large / 10)),
        Posted("a megabyte of percent signs", Form, "a=" + new string('%', Megabyte)),
        Posted("200 KB of escapes within escapes", Form, "a=" + Repeat("%25", Large / 3)),
        Posted("200 KB of NULs", Form, "a=" + Repeat("%00", Large / 3)),
        Posted("200 KB of overlong UTF-8", Form, "a=" + Repeat("\xC0\xAF\xE0\x80\xAF", Large / 5)),
        Posted("200 KB of dots and slashes", Form, "a=" + Repeat("../", Large / 3)),
        Posted("200 KB of slashes and dots behind names", Form, "a=" + Repeat("a/", Large / 4) + Repeat("../", Large / 6)),
        Posted("200 KB of SQL words", Form, "a=" + Repeat("select+union+1+", Large / 15)),
        Posted("200 KB of base64", Form, "a=" + Repeat("QUFB", Large / 4)),
        Posted("200 KB of backslashes", Form, "a=" + new string('\\', Large)),
        Posted("200 KB of spaces", Form, "a=" + new string('+', Large)),
        Posted("200 KB of commands", Form, "a=" + Repeat(";c^a\"t+", Large / 7)),
        Posted("200 KB of random bytes", Form, "a=" + Noise(Large)),
        Posted("deep XML", "text/xml", Repeat("<a>", 100_000)),
        Posted("100,000 attributes in XML", "text/xml", "<a>" + Repeat("<b c='1'/>", 100_000) + "</a>"),
        Posted("an element with 50,000 attributes", "text/xml", "<a " + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}='' ")) + "/>"),
        Posted("entities within entities", "text/xml", "<!DOCTYPE a [<!ENTITY a 'x'>" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY a{i} '{Repeat($"&a{i - 1};", 10)}'>")) + "]><a>&a30;</a>"),
        Posted("an external entity", "text/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
        Posted("a body of nobody's type", "application/x-unknown", Noise(Megabyte)),
        new("10,000 cookies", "/", [("Cookie", Repeat("a=b;", 10_000))], null),
        new("a header of 64 KB", "/", [("X-Long", Repeat("<a'", 64 * 1024 / 3))], null),
        new("1,000 headers", "/", [.. Enumerable.Range(0, 1000).Select(i => ($"X-{i}", "' or 1=1--"))], null),
        new("a target of 64 KB", "/" + Repeat("%c0%af..", 8 * 1024), [], null),
        new("a method and a target of nothing", "", [("", ""), ("Content-Type", ""), ("Cookie", ";=;")], ""),
    ];

    /// <summary>Judges it, answer and all, and tells what was found.</summary>
    public (IReadOnlyList<RuleMatch> Matches, bool IsOverBudget) Judge(RuleSet rules)
    {
        using var transaction = rules.Begin();
        transaction.Connect(IPAddress.Parse("192.0.2.7"), 40_000, IPAddress.Parse("198.51.100.1"), 443);
        transaction.SetRequest(Body is null ? "GET" : "POST", Target, "HTTP/1.1");
        transaction.AddRequestHeader("Host", "mail.example.test");
        transaction.AddRequestHeader("User-Agent", "Mozilla/5.0");
        transaction.AddRequestHeader("Accept", "text/html");
        foreach (var (name, value) in Headers)
        {
            transaction.AddRequestHeader(name, value);
        }

        var bytes = Encoding.Latin1.GetBytes(Body ?? "");
        if (Body is not null)
        {
            transaction.AddRequestHeader("Content-Length", $"{bytes.Length}");
        }

        transaction.JudgeRequestHeader();
        foreach (var piece in bytes.Chunk(16 * 1024))
        {
            transaction.AppendRequestBody(piece);
        }

        transaction.JudgeRequestBody(isWhole: true);
        transaction.SetResponse(200, "HTTP/1.1");
        transaction.AddResponseHeader("Content-Type", "text/html");
        transaction.JudgeResponseHeader();
        foreach (var piece in bytes.Chunk(16 * 1024))
        {
            transaction.AppendResponseBody(piece);
        }

        transaction.JudgeResponseBody();
        transaction.Finish();
        return ([.. transaction.Matches], transaction.IsOverBudget);
    }

    public override string ToString() => Name;

    private static HostileRequest Posted(string name, string type, string body) => new(name, "/", [("Content-Type", type)], body);

    /// <summary>Beginnings that patterns of the rule set take time over, each repeated and never completed.</summary>
    private static IEnumerable<HostileRequest> RegexBombs()
    {
        string[] pieces = ["select ", "' or ", "<x onerror", "x=x;", "%27%20", "${", "a,a,", "(((", "../..", "0x0x", " and ", "<!--", "href=", "aA1_", "\\x5c\\u0041", "\n\r:", "\"\"''"];
        return pieces.Select(piece => Posted($"100 KB of {Uri.EscapeDataString(piece)}", Form, "a=" + Repeat(Uri.EscapeDataString(piece), 100_000 / piece.Length) + "!"));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
