using System.Text;
using Microsoft.Net.Http.Headers;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Translation;

/// <summary>
/// Translates URLs of the published site in fields of a request to those that the front end knows: one that compares them with its own name or path would take them for
/// another's (WebDAV's Destination and If, and Origin and Referer where they guard against forged requests).
/// </summary>
/// <param name="translation">The rule's.</param>
/// <param name="site">The site as the browser knows it.</param>
/// <param name="origin">Scheme and authority that the front end is asked by, or null when it is told the published ones.</param>
internal sealed class InnerUrls(LinkTranslation translation, PublishedSite site, string? origin)
{
    /// <summary>A field's value as the front end is to see it.</summary>
    public string? Field(string name, string? value) => value is null ? null : name.Length switch
    {
        2 when name.Equals("If", StringComparison.OrdinalIgnoreCase) => Conditions(value),
        6 when name.Equals(HeaderNames.Origin, StringComparison.OrdinalIgnoreCase) => Url(value),
        7 when name.Equals(HeaderNames.Referer, StringComparison.OrdinalIgnoreCase) => Url(value),
        _ => value,
    };

    /// <summary>The destination of a request, from its canonical form.</summary>
    public string Destination(CanonicalTarget target) =>
        string.Concat(origin ?? $"{site.Scheme}://{site.AuthorityText}", translation.InnerPath(target), target.Query);

    /// <summary>The resources of a tagged list (RFC 4918 section 10.4.2) stand in angle brackets, and so do state tokens, which are no http URLs.</summary>
    private string Conditions(string value)
    {
        var result = new StringBuilder(value.Length + 32);
        var copied = 0;
        while (value.IndexOf('<', copied) is var open and >= 0 && value.IndexOf('>', open) is var close and >= 0)
        {
            result.Append(value, copied, open + 1 - copied).Append(Url(value[(open + 1)..close]));
            copied = close;
        }

        return result.Append(value, copied, value.Length - copied).ToString();
    }

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
