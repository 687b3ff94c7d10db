using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Headers;

/// <summary>Fills the header of an answer to a client.</summary>
internal static class ResponseFields
{
    /// <summary>Copies the front end's fields that may pass, in words of the published site. Several fields of one name stay several, in their order: Set-Cookie cannot be joined (RFC 6265 section 3).</summary>
    /// <param name="head">The front end's header.</param>
    /// <param name="translation">Translates what names the inside.</param>
    /// <param name="links">Those of the section, or null.</param>
    /// <param name="site">The site as published.</param>
    /// <param name="pass">The schemes of authentication that clients are offered.</param>
    /// <param name="destination">The header that is filled.</param>
    public static void Copy(ResponseHead head, LinkTranslation translation, LinkPatterns? links, in PublishedSite site, AuthenticationSchemes pass, IHeaderDictionary destination)
    {
        var connection = new ConnectionOptions(head.Connection);
        for (var i = 0; i < head.Fields.Count; i++)
        {
            var (name, value) = head.Fields[i];
            if (ResponseHygiene.Removes(name) || connection.Contains(name) || ReferenceEquals(name, HeaderNames.ContentLength))
            {
                continue;
            }

            var passing = value;
            if (name.Length == 16 && Is(name, HeaderNames.WWWAuthenticate) && (passing = ChallengeList.Passing(value, pass)).Length == 0)
            {
                continue;
            }

            var translated = Translate(name, passing, translation, links, site);
            destination[name] = destination.TryGetValue(name, out var earlier) ? StringValues.Concat(earlier, translated) : translated;
        }

        // RFC 9110 section 8.6: none with 1xx and 204. Kestrel writes no body with 205 either.
        if (head is { Length: { } length, Status: not (< 200 or 204 or 205) })
        {
            destination.ContentLength = length;
        }
    }

    /// <summary>Makes a rule's edits: removals first.</summary>
    public static void Edit(IHeaderDictionary fields, HeaderEdits edits)
    {
        foreach (var name in edits.Remove)
        {
            fields.Remove(name);
        }

        foreach (var (name, value) in edits.Set)
        {
            fields[name] = value;
        }
    }

    private static string Translate(string name, string value, LinkTranslation translation, LinkPatterns? links, in PublishedSite site)
    {
        // Where the section has links of its own they come first, and what has become of one is the published site's already.
        var mapped = links is null || Is(name, HeaderNames.SetCookie) ? value : links.Translate(value, site);
        return ReferenceEquals(mapped, value) ? Translate(name, value, translation, site) : translation.Text(mapped, site);
    }

    private static string Translate(string name, string value, LinkTranslation translation, in PublishedSite site) => name.Length switch
    {
        4 when Is(name, HeaderNames.Link) => translation.Links(value, site),
        7 when Is(name, "Refresh") => translation.Refresh(value, site),
        8 when Is(name, HeaderNames.Location) => translation.Url(value, site),
        10 when Is(name, HeaderNames.SetCookie) => translation.Cookie(value, site),
        16 when Is(name, HeaderNames.ContentLocation) => translation.Url(value, site),
        16 when Is(name, HeaderNames.WWWAuthenticate) => translation.Challenge(value, site),
        _ => translation.Text(value, site),
    };

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
