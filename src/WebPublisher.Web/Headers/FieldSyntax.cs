using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Headers;

/// <summary>
/// What a header field may consist of (RFC 9110 sections 5.1, 5.3 and 5.5). Kestrel lets control characters through in values; a front end may end a line at one of them.
/// </summary>
internal static class FieldSyntax
{
    private static readonly SearchValues<char> s_token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private static readonly SearchValues<char> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Where(c => c != '\t').Select(c => (char)c)]);

    /// <summary>Fields of one value (RFC 9110 section 5.3): of two credentials or two types, one reader takes the first and another the last.</summary>
    private static readonly FrozenSet<string> s_single = new[]
    {
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentLocation, HeaderNames.ContentRange, HeaderNames.Range, HeaderNames.IfRange,
        HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince, HeaderNames.Origin, HeaderNames.Referer, HeaderNames.UserAgent, HeaderNames.From, HeaderNames.MaxForwards,
        HeaderNames.SecWebSocketKey, HeaderNames.SecWebSocketVersion,
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the first field that breaks the rules, or null.</summary>
    public static string? FirstInvalid(IHeaderDictionary fields)
    {
        foreach (var (name, values) in fields)
        {
            // HTTP/2's pseudo fields begin with a colon and are Kestrel's to check.
            if (name.Length == 0 || (name[0] != ':' && name.AsSpan().ContainsAnyExcept(s_token)))
            {
                return name;
            }

            if (values.Count > 1 && s_single.Contains(name))
            {
                return name;
            }

            foreach (var value in values)
            {
                // White space around a value is not a part of it; HTTP/2 has no other place for it and forbids it (RFC 9113 section 8.2.1).
                if (value.AsSpan().ContainsAny(s_controls) || value is [' ' or '\t', ..] or [.., ' ' or '\t'])
                {
                    return name;
                }
            }
        }

        return null;
    }
}
