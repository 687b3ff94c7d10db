using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Headers;

/// <summary>Fills the header of an answer to a client.</summary>
internal static class ResponseFields
{
    /// <summary>Copies the front end's fields that may pass, in words of the published site.</summary>
    /// <exception cref="InvalidDataException">Its length is not one number.</exception>
    public static void Copy(HttpResponseMessage proxyResponse, LinkTranslation translation, in PublishedSite site, IHeaderDictionary destination)
    {
        var connection = proxyResponse.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var options) ? new ConnectionOptions(options.ToString()) : default;
        Copy(proxyResponse.Headers.NonValidated, connection, translation, site, destination);
        Copy(proxyResponse.Content.Headers.NonValidated, connection, translation, site, destination);
        CopyContentLength(proxyResponse, destination);
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

    private static void Copy(HttpHeadersNonValidated source, ConnectionOptions connection, LinkTranslation translation, in PublishedSite site, IHeaderDictionary destination)
    {
        foreach (var (name, values) in source)
        {
            if (ResponseHygiene.Removes(name) || connection.Contains(name) || name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (values.Count <= 1)
            {
                destination[name] = StringValues.Concat(destination[name], Translate(name, values.ToString(), translation, site));
                continue;
            }

            // Several fields of one name stay several, in their order: Set-Cookie cannot be joined (RFC 6265 section 3).
            var translated = new string[values.Count];
            var count = 0;
            foreach (var value in values)
            {
                translated[count++] = Translate(name, value, translation, site);
            }

            destination[name] = StringValues.Concat(destination[name], translated);
        }
    }

    private static string Translate(string name, string value, LinkTranslation translation, in PublishedSite site) => name.Length switch
    {
        7 when Is(name, "Refresh") => translation.Refresh(value, site),
        8 when Is(name, HeaderNames.Location) => translation.Url(value, site),
        10 when Is(name, HeaderNames.SetCookie) => translation.Cookie(value, site),
        16 when Is(name, HeaderNames.ContentLocation) => translation.Url(value, site),
        16 when Is(name, HeaderNames.WWWAuthenticate) => translation.Challenge(value, site),
        _ => translation.Text(value, site),
    };

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 9112 section 6.3: chunking overrides a length, and lengths that differ are an error. RFC 9110 section 8.6: none with 1xx and 204.</summary>
    private static void CopyContentLength(HttpResponseMessage proxyResponse, IHeaderDictionary fields)
    {
        if (!proxyResponse.Content.Headers.NonValidated.TryGetValues(HeaderNames.ContentLength, out var values)
            || proxyResponse.Headers.NonValidated.Contains(HeaderNames.TransferEncoding)
            || proxyResponse.StatusCode is < HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            return;
        }

        if (values.Count != 1 || proxyResponse.Content.Headers.ContentLength is not { } length)
        {
            throw new InvalidDataException($"a Content-Length that is not one number: {values}");
        }

        fields.ContentLength = length;
    }
}
