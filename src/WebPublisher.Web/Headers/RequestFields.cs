using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Headers;

/// <summary>Fills the header of a request to a front end.</summary>
internal static class RequestFields
{
    /// <summary>Copies the client's fields that may pass.</summary>
    public static void Copy(HttpRequest request, HttpRequestMessage proxyRequest)
    {
        var connection = new ConnectionOptions(request.Headers.Connection);
        foreach (var (name, values) in request.Headers)
        {
            if (RequestHygiene.Removes(name) || connection.Contains(name))
            {
                continue;
            }

            // RFC 9110 section 10.1.1 knows one expectation.
            if (name.Equals(HeaderNames.Expect, StringComparison.OrdinalIgnoreCase) && !values.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Add(proxyRequest, name, values);
        }

        if (request.ContentLength is { } length && proxyRequest.Content is { } content)
        {
            content.Headers.ContentLength = length;
        }
    }

    /// <summary>Makes a rule's edits: removals first.</summary>
    public static void Edit(HttpRequestMessage request, HeaderEdits edits)
    {
        foreach (var name in edits.Remove)
        {
            Remove(request, name);
        }

        foreach (var (name, value) in edits.Set)
        {
            Remove(request, name);
            Add(request, name, value);
        }
    }

    private static void Remove(HttpRequestMessage request, string name)
    {
        // Each of the two collections throws for the names of the other.
        if (IsContentField(name))
        {
            request.Content?.Headers.Remove(name);
        }
        else
        {
            request.Headers.Remove(name);
        }
    }

    /// <summary>HttpClient keeps fields that describe content (Content-Type and the like) with the content, even where there is none.</summary>
    private static void Add(HttpRequestMessage request, string name, StringValues values)
    {
        if (values.Count == 1)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToString()))
            {
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, values.ToString());
            }
        }
        else if (!request.Headers.TryAddWithoutValidation(name, (string[])values!))
        {
            (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, (string[])values!);
        }
    }

    private static bool IsContentField(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Allow, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Expires, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.LastModified, StringComparison.OrdinalIgnoreCase);
}
