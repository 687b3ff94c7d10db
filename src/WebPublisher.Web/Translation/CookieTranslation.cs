using System.Text;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Translation;

/// <summary>Makes a front end's cookie one of the published site: path mapped back, foreign domain removed, <c>Secure</c> over TLS, <c>HttpOnly</c> where it proves a session.</summary>
internal static class CookieTranslation
{
    /// <summary>Translates one Set-Cookie field.</summary>
    public static string Translate(string value, in PublishedSite site, InnerNames names, SessionCookies sessions, PathMapping? mapping)
    {
        var httpOnly = !sessions.Contains(value.AsSpan(0, Math.Max(0, value.IndexOf('=', StringComparison.Ordinal))).Trim());
        var result = new StringBuilder(value.Length + 16);
        var secure = !site.IsSecure;
        var first = true;
        foreach (var range in value.AsSpan().Split(';'))
        {
            var part = value.AsSpan(range);
            var attribute = part.Trim();
            if (first)
            {
                result.Append(names.Translate(part.ToString(), site));
                first = false;
                continue;
            }

            var equals = attribute.IndexOf('=');
            var name = (equals < 0 ? attribute : attribute[..equals]).TrimEnd();
            var argument = equals < 0 ? default : attribute[(equals + 1)..].Trim();
            if (name.Equals("Domain", StringComparison.OrdinalIgnoreCase) && !Covers(argument, site.Authority.Host))
            {
                // Without Domain the cookie belongs to the published host alone, which is what an inner domain amounts to outside.
                continue;
            }

            secure |= name.Equals("Secure", StringComparison.OrdinalIgnoreCase);
            httpOnly |= name.Equals("HttpOnly", StringComparison.OrdinalIgnoreCase);
            if (mapping is not null && name.Equals("Path", StringComparison.OrdinalIgnoreCase))
            {
                result.Append("; ").Append(name).Append('=').Append(PublishedPath(argument.ToString(), mapping));
                continue;
            }

            result.Append(';').Append(part);
        }

        if (!secure)
        {
            result.Append("; Secure");
        }

        if (!httpOnly)
        {
            result.Append("; HttpOnly");
        }

        // A value that has not changed keeps its string.
        return result.Equals(value) ? value : result.ToString();
    }

    /// <summary>RFC 6265 section 5.1.3: whether a browser would accept the domain from <paramref name="host"/>.</summary>
    private static bool Covers(ReadOnlySpan<char> domain, string host)
    {
        var name = domain.TrimStart('.');
        return name.Equals(host, StringComparison.OrdinalIgnoreCase)
            || (!name.IsEmpty && host.Length > name.Length && host[^(name.Length + 1)] == '.' && host.AsSpan().EndsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string PublishedPath(string path, PathMapping mapping)
    {
        if (path.StartsWith(mapping.Inner, StringComparison.OrdinalIgnoreCase))
        {
            return string.Concat(mapping.Published, path.AsSpan(mapping.Inner.Length));
        }

        var bare = mapping.Inner.AsSpan(0, mapping.Inner.Length - 1);
        if (bare.Equals(path, StringComparison.OrdinalIgnoreCase))
        {
            return mapping.Published[..^1];
        }

        // A cookie for a part of the inner site above the mapped prefix is for all that is published of it.
        var covers = path.Length > 1 && bare.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (path.EndsWith('/') || bare[path.Length] == '/');
        return covers ? mapping.Published : path;
    }
}
