using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Web.Pipeline;

/// <summary>The one form of a request's URL that is judged, logged and forwarded.</summary>
/// <param name="Host">Lower case, without port or trailing dot; IPv6 without brackets.</param>
/// <param name="Port">The port of the Host field, or null when none was given.</param>
/// <param name="Path">Decoded once, without dot segments; begins with a slash. What rules match. A slash that was encoded is <c>%2F</c> in it, which nothing else can be.</param>
/// <param name="EncodedPath"><paramref name="Path"/>, percent-encoded again. What is forwarded.</param>
/// <param name="Query">As sent, with its question mark, or empty.</param>
public sealed record CanonicalTarget(string Host, int? Port, string Path, string EncodedPath, string Query)
{
    private static readonly SearchValues<char> s_targetEnd = SearchValues.Create("/?");

    /// <summary>
    /// What a lenient back end may take <see cref="Path"/> for: without path parameters, empty segments, trailing dots and spaces, and ASP.NET's cookieless
    /// session segments, and with encoded slashes taken for slashes. The same string as <see cref="Path"/> when it has none of these. Rules that deny match it as well; it is never forwarded.
    /// </summary>
    public string ReducedPath { get; init; } = Path;

    /// <summary>Whether a segment of <see cref="Path"/> has a slash in it, encoded. Only a section that says so may be asked for one.</summary>
    public bool HasEncodedSlash { get; init; }

    /// <summary>Reads a request target in origin form (RFC 9112 section 3.2.1).</summary>
    /// <param name="authority">The host it was asked of.</param>
    /// <param name="target">Begins with a slash.</param>
    /// <param name="canonical">The canonical form.</param>
    /// <param name="reason">For the log: why there is none.</param>
    public static bool TryParse(Authority authority, string target, [NotNullWhen(true)] out CanonicalTarget? canonical, [NotNullWhen(false)] out string? reason)
    {
        canonical = null;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : target[question..];
        if (query.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            reason = "a space, control character or raw non-ASCII character in the query";
            return false;
        }

        // A fragment is the browser's own affair (RFC 9110 section 7.1); a server that sees one may cut the target there or not.
        if (query.Contains('#', StringComparison.Ordinal))
        {
            reason = "a fragment in the request target";
            return false;
        }

        var raw = question < 0 ? target : target[..question];
        if (CanonicalPath.IsPlain(raw))
        {
            reason = null;
            canonical = new CanonicalTarget(authority.Host, authority.Port, raw, raw, query);
            return true;
        }

        if (!CanonicalPath.TryRead(raw, out var path, out reason))
        {
            return false;
        }

        canonical = new CanonicalTarget(authority.Host, authority.Port, path, PathEncoder.Encode(path), query)
        {
            ReducedPath = ReducedForm.Of(path),
            HasEncodedSlash = path.Contains(EncodedSlash.Text, StringComparison.Ordinal),
        };
        return true;
    }

    /// <summary>Reads an <c>http</c> or <c>https</c> URL, as in a request target in absolute form (RFC 9112 section 3.2.2). User information is refused.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="scheme">Its scheme in lower case.</param>
    /// <param name="canonical">The canonical form.</param>
    /// <param name="reason">For the log: why there is none.</param>
    public static bool TryParseUrl(
        string url,
        [NotNullWhen(true)] out string? scheme,
        [NotNullWhen(true)] out CanonicalTarget? canonical,
        [NotNullWhen(false)] out string? reason)
    {
        canonical = null;
        reason = "neither a path nor an http or https URL";
        scheme = url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http"
            : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https"
            : null;
        if (scheme is null)
        {
            return false;
        }

        var rest = url.AsSpan(scheme.Length + "://".Length);
        var end = rest.IndexOfAny(s_targetEnd);
        if (!Authority.TryParse((end < 0 ? rest : rest[..end]).ToString(), out var authority))
        {
            reason = "an invalid host in the URL";
            return false;
        }

        // RFC 9112 section 3.2.1: an empty path is a slash.
        var target = end < 0 ? "/" : rest[end] == '?' ? $"/{rest[end..]}" : rest[end..].ToString();
        return TryParse(authority, target, out canonical, out reason);
    }
}
