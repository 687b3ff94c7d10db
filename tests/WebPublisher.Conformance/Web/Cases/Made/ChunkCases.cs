using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Bodies in chunks of which readers disagree where a chunk, or the body, ends.</summary>
internal static class ChunkCases
{
    private const string Kind = "chunks";

    private static readonly string[] s_sizes =
    [
        "", " 5", "\t5", "5 ", "5\t", "+5", "-5", "0x5", "0X5", "5h", "0_5", "5.", "5,5", "\u00A05", "5\0", "\x0B5", "100000005", "10000000000000005", "FFFFFFFFFFFFFFFF", "ffffffffffffffffffffffff", "5\r", "5;a\0b",
        "5;a\rb", "5;a\nb", "5;\n", "5\n;a", "5 ;a", "5:a",
    ];

    private static readonly string[] s_bodies =
    [
        "5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\r\n0\n\r\n", "5\r\nhello\r\n0\r\n\n", "5\r\nhello0\r\n\r\n", "4\r\nhello\r\n0\r\n\r\n", "6\r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n\r\n0\r\n\r\n",
        "5\rhello\r\n0\r\n\r\n", "5\r\nhello\r0\r\n\r\n", "0\r\nno colon\r\n\r\n", "0\r\n folded: y\r\n\r\n", "0\r\nX: a\0b\r\n\r\n", "0\r\nX: a\nY: b\r\n\r\n", "0\r\nX : y\r\n\r\n", "-0\r\n\r\n", "0x0\r\n\r\n",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All()
    {
        const string Coding = "Transfer-Encoding: chunked\r\n\r\n";
        for (var i = 0; i < s_sizes.Length; i++)
        {
            yield return Http1(Kind, $"size-{i}", Expectation.Reject, $"{Head()}{Coding}{s_sizes[i]}\r\nhello\r\n0\r\n\r\n{Hidden}");
        }

        for (var i = 0; i < s_bodies.Length; i++)
        {
            yield return Http1(Kind, $"body-{i}", Expectation.Reject, $"{Head()}{Coding}{s_bodies[i]}");
        }

        yield return Http1(Kind, "extension", Expectation.Forward, $"{Head()}{Coding}5;name=\"a b\"\r\nhello\r\n0\r\n\r\n");
        yield return Http1(Kind, "extension-of-64-k", Expectation.Safe, $"{Head()}{Coding}5;@@REPEAT:a:65536@@\r\nhello\r\n0\r\n\r\n");
        yield return Http1(Kind, "trailers-of-1-m", Expectation.Reject, $"{Head()}{Coding}0\r\nX: @@REPEAT:a:1048576@@\r\n\r\n");
        foreach (var trailer in new[] { "X-Proxy-Mark: 6", "Content-Length: 5", "Host: evil.test", "Transfer-Encoding: chunked", "Authorization: x", "X-Forwarded-For: 6.6.6.6" })
        {
            yield return Http1(Kind, $"trailer-{trailer.Split(':')[0]}", Expectation.Safe, $"{Head()}{Coding}5\r\nhello\r\n0\r\n{trailer}\r\n\r\n") with
            {
                Requirements = new Requirements { NoValues = [new Field("x-proxy-mark", "6"), new Field("x-forwarded-for", "6.6.6.6")], OnlyHost = "mail.example.test" },
            };
        }
    }
}
