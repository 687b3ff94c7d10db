using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Headers;

/// <summary>Looks for cookies in the Cookie fields of a request (RFC 6265 section 4.2) without copying anything, and takes out those that are this server's own.</summary>
internal static class CookieFields
{
    /// <summary>The value of the first cookie of a name.</summary>
    /// <returns>Whether there is one; its value may be empty.</returns>
    public static bool TryFind(StringValues fields, string name, out ReadOnlySpan<char> value)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var rest = fields[i].AsSpan();
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf(';');
                var pair = (end < 0 ? rest : rest[..end]).Trim(' ');
                rest = end < 0 ? default : rest[(end + 1)..];
                if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                {
                    value = pair[(name.Length + 1)..];
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    /// <summary>Takes a cookie of ours out of a request, so that the front end does not see it.</summary>
    /// <returns>Its value, or null when there was none.</returns>
    public static string? Take(IHeaderDictionary headers, string name)
    {
        var fields = headers.Cookie;
        string? value = null;
        for (var i = 0; i < fields.Count; i++)
        {
            // The common request has no such cookie or, once, at the end: nothing is copied before it is found.
            if (fields[i] is { } field && field.Contains(name, StringComparison.Ordinal))
            {
                var rest = Without(field, name, ref value);
                var kept = fields.ToArray();
                kept[i] = rest;
                fields = new StringValues([.. kept.Where(static text => !string.IsNullOrEmpty(text))]);
                i -= rest.Length == 0 ? 1 : 0;
                headers.Cookie = fields;
            }
        }

        return value;
    }

    private static string Without(string field, string name, ref string? value)
    {
        var rest = new StringBuilder(field.Length);
        foreach (var range in field.AsSpan().Split(';'))
        {
            var pair = field.AsSpan()[range].Trim(' ');
            if (pair.StartsWith(name, StringComparison.Ordinal) && pair.Length > name.Length && pair[name.Length] == '=')
            {
                value ??= pair[(name.Length + 1)..].ToString();
            }
            else if (!pair.IsEmpty)
            {
                rest.Append(rest.Length == 0 ? "" : "; ").Append(pair);
            }
        }

        return rest.ToString();
    }
}
