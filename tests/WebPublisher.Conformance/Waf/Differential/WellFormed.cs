using System.Text.RegularExpressions;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>
/// Requests that every server of HTTP reads in one way and passes on: what one server refuses before its rules are asked says nothing about rules. RFC 9110 and RFC 9112, and
/// of the paths those that no server finds fault with.
/// </summary>
internal static partial class WellFormed
{
    private const int MaximumHead = 7_000;
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // They change who speaks with whom, or how.
    private static readonly string[] s_apart = ["Upgrade", "Expect", "TE", "Trailer", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "Max-Forwards", "Transfer-Encoding", "Content-Length", "X-CRS-Test"];

    /// <summary>Whether a request is one of them.</summary>
    public static bool Is(RequestParts request) =>
        s_methods.Contains(request.Method)
        && request.Protocol is "HTTP/1.1" or "HTTP/1.0"
        && IsPath(request.Path)
        && (request.Query is null || Query().IsMatch(request.Query))
        && request.Fields.Count(field => field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase)) == 1
        && Host().IsMatch(request.Field("Host")!)
        && request.Fields.All(field => Token().IsMatch(field.Name) && Value().IsMatch(field.Value) && !s_apart.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
        && request.Fields.Count(field => field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) <= 1
        && request.Fields.Count(field => field.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase)) <= 1
        && request.Field("Connection") is null or "close" or "keep-alive"
        && (request.Body is null || request.Method is not "HEAD")
        && request.Path.Length + (request.Query?.Length ?? 0) + request.Fields.Sum(field => field.Name.Length + field.Value.Length + 4) < MaximumHead
        && !(request.IsChunked && request.Protocol != "HTTP/1.1");

    private static bool IsPath(string path)
    {
        // An empty first segment may be read as the beginning of an authority, and what follows a semicolon may be cut off before dots are resolved; three dots climb two levels on some systems.
        if (!Path().IsMatch(path) || EncodedControl().IsMatch(path) || path.StartsWith("//", StringComparison.Ordinal) || OddDots().IsMatch(path))
        {
            return false;
        }

        // What climbs above the root is refused by some, and by others not.
        var depth = 0;
        foreach (var segment in EncodedDot().Replace(path, ".").Split('/').Skip(1))
        {
            depth += segment switch { ".." => -1, "." or "" => 0, _ => 1 };
            if (depth < 0)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\A/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex Path();

    // Encoded slashes, percent signs and bytes beyond ASCII are refused, forwarded or decoded as a server likes.
    [GeneratedRegex("%(?:[01][0-9A-F]|2[5F]|5C|7F|[89A-F][0-9A-F])", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedControl();

    [GeneratedRegex("(?:[./]|%2e)(?:;|%3b)|/[.]{3,}(?:/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex OddDots();

    [GeneratedRegex("%2e", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedDot();

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*\z")]
    private static partial Regex Query();

    [GeneratedRegex(@"\A(?:[a-z0-9\-.]+)(?::\d{1,5})?\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"\A[A-Za-z0-9\-]+\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"\A(?:[!-~](?:[ \t!-~]*[!-~])?)?\z")]
    private static partial Regex Value();
}
