using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Headers;

/// <summary>Looks for cookies in the Cookie fields of a request (RFC 6265 section 4.2) without copying anything.</summary>
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
}
