using static WebPublisher.Conformance.Web.Cases.Made.MadeCases;

namespace WebPublisher.Conformance.Web.Cases.Made;

/// <summary>Ways to write a protected path so that the publisher takes it for another.</summary>
internal static class PathCases
{
    private const string Kind = "paths";

    private static readonly string[] s_dots =
    [
        "..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "%25252e%25252e", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%u002e%u002e", "%uff0e%uff0e", "%ef%bc%8e%ef%bc%8e", "..;", "..;a=b", "%2e%2e;", "..%20", "..+", "..%00", "..%09", "..%0a",
        "..%0d", "...", "..%3b", ".%00.", "..%ff", "..\u00A0", "..\x01",
    ];

    private static readonly string[] s_slashes = ["/", "%2f", "%2F", "%252f", "\\", "%5c", "%255c", "%c0%af", "%e0%80%af", "%f0%80%80%af", "%c1%9c", "%u002f", "%u2215", "%uff0f", "%ef%bc%8f", "%e2%88%95", "//", "/./", "/;/"];

    private static readonly string[] s_beginnings =
    [
        "/ecp/", "/ECP/", "/%65cp/", "/%2565cp/", "//ecp/", "/./ecp/", "/%2fecp/", "\\ecp\\", "/;/ecp/", "/;a=b/ecp/", "/(S(a))/ecp/", "/ecp;a/", "/ecp%00/", "/ecp%20/", "/ecp./", "/%09/../ecp/", "/owa/..", "/powershell", "/PowerShell/", "/%70owershell/",
    ];

    private static readonly string[] s_legitimate =
    [
        "/owa/a.b/c", "/owa/~user", "/owa/?x=../../y", "/owa/RE:%20x..y%20(1).EML", "/owa/100%25%20sure", "/owa/caf%C3%A9/%E8%A6%8B", "/c/;jsessionid=1", "/owa//x", "/owa/a@b.test/x", "/owa/?a=%2f%2e%2e%2f",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<WebCase> All()
    {
        var guarded = new Requirements { Protected = true };
        foreach (var (dots, i) in s_dots.Select((dots, i) => (dots, i)))
        {
            foreach (var (slash, j) in s_slashes.Select((slash, j) => (slash, j)))
            {
                // Every pair once: how the segment before is divided off is another slash of the list.
                yield return Http1(Kind, $"climb-{i}-{j}", Expectation.Safe, Head("GET", $"/owa{s_slashes[(i + j) % s_slashes.Length]}{dots}{slash}ecp/") + "\r\n") with { Requirements = guarded };
            }
        }

        for (var i = 0; i < s_beginnings.Length; i++)
        {
            yield return Http1(Kind, $"begin-{i}", Expectation.Reject, Head("GET", s_beginnings[i]) + "\r\n") with { Requirements = guarded };
        }

        for (var i = 0; i < s_legitimate.Length; i++)
        {
            yield return Http1(Kind, $"legitimate-{i}", Expectation.Forward, Head("GET", s_legitimate[i]) + "\r\n") with { Requirements = guarded };
        }
    }
}
