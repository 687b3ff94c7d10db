using Microsoft.Net.Http.Headers;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Translation;

/// <summary>
/// Translates URLs of the published site in fields of a request to those that the front end knows: one that compares them with its own name or path would take them for
/// another's (WebDAV's Destination, and Origin and Referer where they guard against forged requests).
/// </summary>
/// <param name="translation">The rule's.</param>
/// <param name="site">The site as the browser knows it.</param>
/// <param name="origin">Scheme and authority that the front end is asked by, or null when it is told the published ones.</param>
internal sealed class InnerUrls(LinkTranslation translation, PublishedSite site, string? origin)
{
    /// <summary>A field's value as the front end is to see it.</summary>
    public string? Field(string name, string? value) =>
        value is not null && (name.Equals(HeaderNames.Referer, StringComparison.OrdinalIgnoreCase) || name.Equals(HeaderNames.Origin, StringComparison.OrdinalIgnoreCase)) ? Url(value) : value;

    /// <summary>The destination of a request, from its canonical form.</summary>
    public string Destination(CanonicalTarget target) =>
        string.Concat(origin ?? $"{site.Scheme}://{site.AuthorityText}", translation.InnerPath(target), target.Query);

    private string Url(string url)
    {
        var start = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (start == 0)
        {
            return url;
        }

        var length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var end = length < 0 ? url.Length : start + length;
        var isSite = Authority.TryParse(url[start..end], out var authority) && authority.ToString(start == 8 ? "https" : "http").Equals(site.AuthorityText, StringComparison.Ordinal)
            && (start == 8) == site.IsSecure;
        return isSite ? string.Concat(origin ?? url.AsSpan(0, end), translation.InnerReference(url[end..])) : url;
    }
}
