using System.Runtime.CompilerServices;
using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Translation;

/// <summary>Translates between the site as published and the site as the front end knows it, in paths and in the header fields of answers.</summary>
internal sealed class LinkTranslation
{
    // One translation for each action of each policy in use; it goes when its policy goes.
    private static readonly ConditionalWeakTable<PublishAction, LinkTranslation> s_translations = [];

    private readonly PathMapping? _mapping;
    private readonly InnerNames _names;
    private readonly SessionCookies _sessions;

    private LinkTranslation(PublishAction action)
    {
        _mapping = action.PathMapping;
        _names = new InnerNames(action.To);
        _sessions = new SessionCookies(action);
    }

    /// <summary>The translation of an action: made once, kept as long as its policy.</summary>
    public static LinkTranslation For(PublishAction action) => s_translations.GetValue(action, static a => new LinkTranslation(a));

    /// <summary>The encoded path the front end is asked for.</summary>
    public string InnerPath(CanonicalTarget target)
    {
        if (_mapping is null)
        {
            return target.EncodedPath;
        }

        // Rules match paths without regard to case, so mapping must, too.
        var inner = Replace(target.Path, _mapping.Published, _mapping.Inner);
        return ReferenceEquals(inner, target.Path) ? target.EncodedPath : PathEncoder.Encode(inner);
    }

    /// <summary>The target as the front end knows it; the same one where paths are the same on both sides.</summary>
    public CanonicalTarget Inner(CanonicalTarget target)
    {
        if (_mapping is null)
        {
            return target;
        }

        var inner = Replace(target.Path, _mapping.Published, _mapping.Inner);
        return ReferenceEquals(inner, target.Path) ? target : target with { Path = inner, EncodedPath = PathEncoder.Encode(inner), ReducedPath = ReducedForm.Of(inner) };
    }

    /// <summary>A path as the front end knows it, with what follows it in a URL; percent-encoded as it was.</summary>
    public string InnerReference(string path) => _mapping is null ? path : Replace(path, _mapping.Published, _mapping.Inner);

    /// <summary>Translates a URL reference (RFC 9110 sections 8.7 and 10.2.2: absolute, scheme-relative or relative).</summary>
    public string Url(string url, in PublishedSite site)
    {
        var authorityStart = url.StartsWith("//", StringComparison.Ordinal) ? 2
            : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : 0;
        if (authorityStart == 0)
        {
            return _names.Translate(url.StartsWith('/') ? PublishedPath(url) : url, site);
        }

        var length = url.AsSpan(authorityStart).IndexOfAny('/', '?', '#');
        var end = length < 0 ? url.Length : authorityStart + length;
        var hostStart = url.LastIndexOf('@', end - 1, end - authorityStart) + 1;
        var host = url[Math.Max(authorityStart, hostStart)..end];
        if (!Authority.TryParse(host, out var authority) || !IsOurs(authority, url, site))
        {
            return _names.Translate(url, site);
        }

        var prefix = authorityStart == 2 ? "//" : $"{site.Scheme}://";
        return string.Concat(prefix, site.AuthorityText, _names.Translate(PublishedPath(url[end..]), site));
    }

    /// <summary>Translates the URL in a Refresh field, such as <c>5; url=/owa/</c>.</summary>
    public string Refresh(string value, in PublishedSite site)
    {
        var key = value.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
        if (key < 0)
        {
            return _names.Translate(value, site);
        }

        var start = key + 4;
        var quote = start < value.Length && value[start] is '"' or '\'' ? 1 : 0;
        var end = quote == 1 && value.Length > start + 1 && value[^1] == value[start] ? value.Length - 1 : value.Length;
        return string.Concat(value.AsSpan(0, start + quote), Url(value[(start + quote)..end], site), value.AsSpan(end));
    }

    /// <summary>Translates the URLs of a Link field (RFC 8288 section 3), which stand in angle brackets.</summary>
    public string Links(string value, in PublishedSite site)
    {
        StringBuilder? result = null;
        var copied = 0;
        while (value.IndexOf('<', copied) is var open and >= 0 && value.IndexOf('>', open) is var close and >= 0)
        {
            (result ??= new StringBuilder(value.Length + 32)).Append(value, copied, open + 1 - copied).Append(Url(value[(open + 1)..close], site)).Append('>');
            copied = close + 1;
        }

        return _names.Translate(result?.Append(value, copied, value.Length - copied).ToString() ?? value, site);
    }

    /// <summary>Translates a challenge: an inner name may be its realm (RFC 9110 section 11.5). Tokens of NTLM and Negotiate are left alone.</summary>
    public string Challenge(string value, in PublishedSite site) =>
        value.Contains("realm", StringComparison.OrdinalIgnoreCase) ? _names.Translate(value, site, anywhere: true) : value;

    /// <summary>Translates any other field value.</summary>
    public string Text(string value, in PublishedSite site) => _names.Translate(value, site);

    /// <summary>Translates a Set-Cookie field (RFC 6265 section 4.1).</summary>
    public string Cookie(string value, in PublishedSite site) => CookieTranslation.Translate(value, site, _names, _sessions, _mapping);

    /// <summary>The path a browser uses for a path of the front end.</summary>
    private string PublishedPath(string path) => _mapping is null ? path : Replace(path, _mapping.Inner, _mapping.Published);

    /// <summary>
    /// Whether a URL is one of the published site: it names an inner server, or the published host by the port or the scheme of the inner leg.
    /// </summary>
    private bool IsOurs(Authority authority, string url, in PublishedSite site)
    {
        if (!string.Equals(authority.Host, site.Authority.Host, StringComparison.Ordinal))
        {
            return _names.Contains(authority.Host);
        }

        var isHttps = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || (site.IsSecure && url.StartsWith('/'));
        var port = authority.Port ?? (isHttps ? 443 : 80);
        var sitePort = site.Authority.Port ?? (site.IsSecure ? 443 : 80);
        return port == sitePort || _names.Ports.Contains(port) || (site.IsSecure && !isHttps && port == 80);
    }

    private static string Replace(string path, string from, string to)
    {
        if (path.StartsWith(from, StringComparison.OrdinalIgnoreCase))
        {
            // Onto the root, "/webmail//x" must not become "//x", which reads as a host.
            var rest = path.AsSpan(from.Length);
            return string.Concat(to, to.Length == 1 ? rest.TrimStart('/') : rest);
        }

        var bare = from.AsSpan(0, from.Length - 1);
        return bare.Length > 0 && path.AsSpan().StartsWith(bare, StringComparison.OrdinalIgnoreCase) && (path.Length == bare.Length || path[bare.Length] is '?' or '#')
            ? string.Concat(to.Length == 1 ? to : to.AsSpan(0, to.Length - 1), path.AsSpan(bare.Length))
            : path;
    }
}
