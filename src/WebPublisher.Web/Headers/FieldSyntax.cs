using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Web.Headers;

/// <summary>
/// What a header field may consist of (RFC 9110 sections 5.1 and 5.5). Kestrel lets control characters through in values; a front end may end a line at one of them.
/// </summary>
internal static class FieldSyntax
{
    private static readonly SearchValues<char> s_token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private static readonly SearchValues<char> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Where(c => c != '\t').Select(c => (char)c)]);

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

            foreach (var value in values)
            {
                if (value.AsSpan().ContainsAny(s_controls))
                {
                    return name;
                }
            }
        }

        return null;
    }
}
