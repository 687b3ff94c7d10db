using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Headers;

/// <summary>
/// The fields behind a chunked body (RFC 9110 section 6.5). A recipient may join them with the header, past every rule that judged it. So only those pass that a header
/// could have had here, that mean nothing before the body is read, and that the header does not have already.
/// </summary>
internal static class TrailerFields
{
    // RFC 9110 section 6.5.1: what frames, routes, modifies, authenticates, controls or describes the format must be known before the content.
    private static readonly FrozenSet<string> s_headerOnly = new[]
    {
        "Content-Length", "Content-Encoding", "Content-Type", "Content-Range", "Content-Disposition", "Content-Language", "Content-Location", "Transfer-Encoding", "Trailer",
        "Host", "Origin", "Referer", "User-Agent", "From", "Max-Forwards", "Destination", "Depth", "Overwrite", "If", "Lock-Token", "Timeout", "SOAPAction", "MS-ASProtocolVersion",
        "X-Requested-With", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override",
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Pragma", "Expect", "Range", "Prefer", "Priority",
        "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range",
        "Authorization", "Cookie", "Cookie2", "Set-Cookie", "Set-Cookie2", "WWW-Authenticate",
        "Age", "Allow", "Date", "Expires", "Last-Modified", "Link", "Location", "Refresh", "Retry-After", "Vary", "Warning",
        "Strict-Transport-Security", "Public-Key-Pins", "Clear-Site-Data", "Referrer-Policy", "Permissions-Policy", "SourceMap", "X-Frame-Options", "X-Content-Type-Options",
        "X-XSS-Protection", "X-Accel-Redirect", "X-Sendfile",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_headerOnlyPrefixes = ["Access-Control-", "Content-Security-Policy", "Cross-Origin-", "Sec-", "X-Accel-"];

    /// <summary>Writes those of a request's trailers that may pass.</summary>
    /// <param name="trailers">The client's, all of them well-formed.</param>
    /// <param name="header">The header that was before the body.</param>
    /// <param name="edits">The rule's edits: what it removes or sets, nobody else says.</param>
    /// <param name="head">Where they are written.</param>
    public static void Write(IHeaderDictionary trailers, IHeaderDictionary header, HeaderEdits edits, HeadWriter head)
    {
        foreach (var (name, values) in trailers)
        {
            if (IsHeaderOnly(name) || RequestHygiene.Removes(name) || header.ContainsKey(name) || IsEdited(name, edits))
            {
                continue;
            }

            foreach (var value in values)
            {
                head.Field(name, value);
            }
        }
    }

    /// <summary>Adds those of a response's trailers that may pass, in words of the published site.</summary>
    /// <param name="trailers">The front end's.</param>
    /// <param name="response">The answer to the client, whose header was sent.</param>
    /// <param name="translation">The rule's translation.</param>
    /// <param name="site">The published site.</param>
    /// <param name="edits">The rule's edits.</param>
    public static void Append(List<ResponseField> trailers, HttpResponse response, LinkTranslation translation, in PublishedSite site, HeaderEdits edits)
    {
        foreach (var (name, value) in trailers)
        {
            if (!IsHeaderOnly(name) && !ResponseHygiene.Removes(name) && !response.Headers.ContainsKey(name) && !IsEdited(name, edits))
            {
                response.AppendTrailer(name, translation.Text(value, site));
            }
        }
    }

    /// <summary>Whether the client wants trailers (RFC 9110 section 10.1.4) and Kestrel can send it some, which it can with HTTP/2 alone.</summary>
    public static bool AreWanted(HttpContext http) => http.Request.Headers.TE is [{ } only] && only.Equals("trailers", StringComparison.OrdinalIgnoreCase) && http.Response.SupportsTrailers();

    private static bool IsHeaderOnly(string name)
    {
        if (s_headerOnly.Contains(name))
        {
            return true;
        }

        foreach (var prefix in s_headerOnlyPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEdited(string name, HeaderEdits edits) =>
        edits.Remove.Contains(name, StringComparer.OrdinalIgnoreCase) || edits.Set.Any(set => set.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
