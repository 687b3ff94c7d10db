using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Translation;

/// <summary>
/// Finds links in text that lead inside, and says what takes their place: URLs with a name of the farm or of the section's map, in every form of <see cref="LinkForm"/>;
/// such a name as the whole of a quoted value; and, where the rule maps paths, paths of the inner site where markup, style sheets and scripts have one. A text is looked
/// through once, and around each place that may be a link no more is read than the longest of them, so that the work grows with the text's length alone.
/// </summary>
/// <remarks>
/// Text is any encoding that has ASCII at its place, read as Latin-1. Matching is the same however a text is divided: where it ends within what may become a link, the
/// answer is <see cref="LinkMatch.Undecided"/>, and the rest is asked for with more behind it.
/// </remarks>
internal sealed class LinkPatterns
{
    /// <summary>How much before a link is looked at; whoever divides a text keeps as much of it.</summary>
    public const int LookBehind = 8;

    private static readonly string[] s_quotes = ["\"", "'"];

    // What stands before a path in markup, style sheets and scripts.
    private static readonly string[] s_beforePath =
        ["href=", "src=", "action=", "url=", "url(", "href=\"", "src=\"", "action=\"", "url(\"", "href='", "src='", "action='", "url('", "href=\\\"", "src=\\\"", "action=\\\""];

    // A path of more than a slash is one also where only a quote or the end of a tag (WebDAV's href) stands before it.
    private static readonly string[] s_beforeLongPath =
        ["href=", "src=", "action=", "url=", "url(", "\"", "'", "`", ">", "&quot;", "&#34;", "&#39;", @"\u0022", @"\u0027", @"\x22", @"\x27"];

    private static readonly ConditionalWeakTable<LinkTranslationPolicy, LinkPatterns> s_patterns = [];

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _inner;
    private readonly FrozenDictionary<string, LinkMapping[]>.AlternateLookup<ReadOnlySpan<char>> _mapped;
    private readonly string[] _names;
    private readonly FrozenSet<int> _ports;
    private readonly string? _innerPath;
    private readonly string _publishedPath;
    private readonly string[] _quoted;
    private readonly (string Text, int Before, LinkForm Form)[] _paths;
    private readonly LinkHeads _heads;

    private LinkPatterns(LinkTranslationPolicy policy, PublishAction action)
    {
        var farm = action.To;
        var inner = farm.Servers.Select(static server => server.Host).Append(farm.Certificate.Name).OfType<string>()
            .Select(static name => name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        var mapped = policy.Map.GroupBy(static m => m.Inner.IdnHost, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static g => g.Key, static g => g.OrderByDescending(static m => PathOf(m.Inner).Length).ToArray(), StringComparer.OrdinalIgnoreCase);
        _inner = inner.GetAlternateLookup<ReadOnlySpan<char>>();
        _mapped = mapped.GetAlternateLookup<ReadOnlySpan<char>>();
        _names = [.. inner, .. mapped.Keys];
        _ports = farm.Servers.Select(static server => server.Port).ToFrozenSet();
        _innerPath = action.PathMapping?.Inner[..^1];
        _publishedPath = action.PathMapping?.Published[..^1] ?? "";

        // A name without a dot is a word like any other where it does not stand in a URL.
        _quoted = [.. from name in inner where name.AsSpan().ContainsAny('.', ':') from quote in s_quotes select quote + name];
        _paths = _innerPath is null ? [] : [.. PathAnchors(_innerPath)];
        _heads = new LinkHeads([.. _quoted, .. _paths.Select(static path => path.Text)]);
    }

    /// <summary>The patterns of a section: made once, kept as long as its policy.</summary>
    /// <param name="policy">The section's; no two sections share one.</param>
    /// <param name="action">The rule's action.</param>
    public static LinkPatterns For(LinkTranslationPolicy policy, PublishAction action) => s_patterns.GetValue(policy, p => new LinkPatterns(p, action));

    /// <summary>Translates a whole text.</summary>
    /// <returns>The text; the same string when nothing changes.</returns>
    public string Translate(string text, in PublishedSite site)
    {
        StringBuilder? result = null;
        var from = 0;
        while (Find(text, from, isLast: true, site) is { IsFound: true } match)
        {
            (result ??= new StringBuilder(text.Length + 32)).Append(text, from, match.Start - from).Append(match.Replacement);
            from = match.Start + match.Length;
        }

        return result?.Append(text, from, text.Length - from).ToString() ?? text;
    }

    /// <summary>Finds the first link that changes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; what stands before was dealt with, and is looked at only as what stands before a link.</param>
    /// <param name="isLast">Whether nothing follows the text.</param>
    /// <param name="site">What inner names become.</param>
    public LinkMatch Find(ReadOnlySpan<char> text, int from, bool isLast, in PublishedSite site)
    {
        var at = from;
        while (true)
        {
            var offset = _heads.IndexIn(text[at..]);
            if (!isLast && (offset < 0 || at + offset > text.Length - _heads.Longest) && _heads.Tail(text, from) is var tail && (offset < 0 || tail <= at + offset))
            {
                return tail < text.Length ? LinkMatch.Undecided(tail) : LinkMatch.None;
            }

            if (offset < 0)
            {
                return LinkMatch.None;
            }

            at += offset;
            var match = At(text, at, from, isLast, site);
            if (match.IsFound)
            {
                return match;
            }

            at++;
        }
    }

    private LinkMatch At(ReadOnlySpan<char> text, int at, int floor, bool isLast, in PublishedSite site)
    {
        var rest = text[at..];
        foreach (var form in LinkForm.All)
        {
            if (rest.StartsWith(form.Slashes, StringComparison.OrdinalIgnoreCase))
            {
                return Url(text, at, floor, form, isLast, site);
            }
        }

        foreach (var quoted in _quoted)
        {
            if (rest.StartsWith(quoted, StringComparison.OrdinalIgnoreCase) && Quoted(text, at, quoted, isLast, site) is { IsFound: true } match)
            {
                return match;
            }
        }

        foreach (var (anchor, before, form) in _paths)
        {
            if (rest.StartsWith(anchor, StringComparison.OrdinalIgnoreCase) && Path(text, at + before, form, isLast) is { IsFound: true } match)
            {
                return match.Replacement is null ? LinkMatch.Undecided(at) : match;
            }
        }

        return LinkMatch.None;
    }

    /// <summary>A URL whose slashes begin at <paramref name="slashes"/>, with its scheme, port and the part of its path that is mapped.</summary>
    private LinkMatch Url(ReadOnlySpan<char> text, int slashes, int floor, LinkForm form, bool isLast, in PublishedSite site)
    {
        // 1. What stands before it: a colon and a scheme, or at least nothing that makes it the middle of a path.
        var colon = form.ColonBefore(text[..slashes]);
        var scheme = colon == 0 ? null : LinkText.SchemeBefore(text[floor..Math.Max(floor, slashes - colon)]);
        var start = scheme is null ? slashes : slashes - colon - scheme.Length;
        if (colon == 0 && !LinkText.MayBegin(text, slashes))
        {
            return LinkMatch.None;
        }

        // 2. The name, whole: one that is part of a longer one is another's.
        var host = slashes + form.Slashes.Length;
        var end = LinkText.EndOfName(text, host);
        var name = text[host..end];
        if (end == text.Length && !isLast)
        {
            return MayBecomeKnown(name, site) ? LinkMatch.Undecided(start) : LinkMatch.None;
        }

        if (name.EndsWith('.'))
        {
            name = name[..^1];
            end--;
        }

        var isSite = name.Equals(site.HostText, StringComparison.OrdinalIgnoreCase);
        var isInner = _inner.Contains(name);
        var hasMappings = _mapped.TryGetValue(name, out var mappings);
        if (!isSite && !isInner && !hasMappings)
        {
            return LinkMatch.None;
        }

        // 3. The port.
        if (LinkText.Port(text, ref end, form, isLast) is not { } port)
        {
            return LinkMatch.None;
        }

        if (port < 0)
        {
            return LinkMatch.Undecided(start);
        }

        // 4. What takes its place.
        var slash = text.Slice(slashes, form.Slash.Length);
        string? replacement = null;
        foreach (var mapping in mappings ?? [])
        {
            if (!Fits(mapping.Inner, scheme, port))
            {
                continue;
            }

            var path = LinkText.FollowPath(text, end, PathOf(mapping.Inner), form, isLast);
            if (path < 0)
            {
                return LinkMatch.Undecided(start);
            }

            if (path is { } followed)
            {
                replacement = Written(text[start..host], scheme, mapping.Published.Scheme, mapping.Published.Authority + PathOf(mapping.Published), form, slash);
                end += followed;
                break;
            }
        }

        if (replacement is null)
        {
            if ((!isSite && !isInner) || (isSite && !IsOurs(scheme, port, site)))
            {
                return LinkMatch.None;
            }

            var path = Path(text, end, form, isLast);
            if (path is { IsFound: true, Replacement: null })
            {
                return LinkMatch.Undecided(start);
            }

            replacement = Written(text[start..host], scheme, site.Scheme, site.AuthorityText, form, slash) + path.Replacement;
            end += path.Length;
        }

        return text[start..end].SequenceEqual(replacement) ? LinkMatch.None : new LinkMatch(start, end - start, replacement);
    }

    /// <summary>A name that is all of a quoted value, perhaps with a port.</summary>
    private static LinkMatch Quoted(ReadOnlySpan<char> text, int at, string quoted, bool isLast, in PublishedSite site)
    {
        var end = at + quoted.Length;
        if (quoted.AsSpan(1).Equals(site.HostText, StringComparison.OrdinalIgnoreCase))
        {
            return LinkMatch.None;
        }

        var port = LinkText.Port(text, ref end, LinkForm.All[0], isLast);
        var rest = text[end..];
        if (port < 0 || (!isLast && (rest.IsEmpty || rest is @"\")))
        {
            return LinkMatch.Undecided(at);
        }

        var isWhole = rest.StartsWith(quoted[0]) || (rest.StartsWith('\\') && rest[1..].StartsWith(quoted[0]));
        return isWhole && port is not null ? new LinkMatch(at + 1, end - at - 1, port == 0 ? site.HostText : site.AuthorityText) : LinkMatch.None;
    }

    /// <summary>A path of the inner site at <paramref name="at"/>, and the published one.</summary>
    private LinkMatch Path(ReadOnlySpan<char> text, int at, LinkForm form, bool isLast)
    {
        if (_innerPath is null)
        {
            return LinkMatch.None;
        }

        // Where the published prefix lies below the inner one, a path that has it was published before.
        if (_publishedPath.StartsWith(_innerPath, StringComparison.OrdinalIgnoreCase) && LinkText.FollowPath(text, at, _publishedPath, form, isLast) is { } published)
        {
            return published < 0 ? LinkMatch.Undecided(at) : LinkMatch.None;
        }

        if (LinkText.FollowPath(text, at, _innerPath, form, isLast) is not { } inner)
        {
            return LinkMatch.None;
        }

        if (inner < 0)
        {
            return LinkMatch.Undecided(at);
        }

        // Of an inner site that is the whole server every path is one, and two slashes would begin a name.
        var end = at + inner;
        var first = LinkText.SlashAt(text[end..], form, isLast);
        var second = first > 0 && (_innerPath.Length == 0 || _publishedPath.Length == 0) ? LinkText.SlashAt(text[(end + first)..], form, isLast) : 0;
        if (first < 0 || second < 0)
        {
            return LinkMatch.Undecided(at);
        }

        if (second > 0 || (_innerPath.Length == 0 && first == 0))
        {
            return LinkMatch.None;
        }

        var slash = inner > 0 ? text.Slice(at, LinkText.SlashAt(text[at..], form, isLast: true)) : text.Slice(end, first);
        return new LinkMatch(at, inner, form.Write(_publishedPath.Length == 0 && first == 0 ? "/" : _publishedPath, slash));
    }

    private bool MayBecomeKnown(ReadOnlySpan<char> name, in PublishedSite site)
    {
        if (name.EndsWith('.') && (_inner.Contains(name[..^1]) || _mapped.ContainsKey(name[..^1]) || name[..^1].Equals(site.HostText, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        foreach (var known in _names)
        {
            if (known.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return site.HostText.AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Fits(Uri inner, string? scheme, int port)
    {
        var isSecure = scheme is null ? inner.Scheme == "https" : scheme is "https" or "wss";
        return isSecure == (inner.Scheme == "https") && (port == 0 ? inner.IsDefaultPort : port == inner.Port);
    }

    /// <summary>Whether a URL with the published name is one of the published site: by its port, or by the port or the scheme of the inner leg.</summary>
    private bool IsOurs(string? scheme, int port, in PublishedSite site)
    {
        var isSecure = scheme is null ? site.IsSecure : scheme is "https" or "wss";
        var effective = port != 0 ? port : isSecure ? 443 : 80;
        return effective == (site.Authority.Port ?? (site.IsSecure ? 443 : 80)) || _ports.Contains(effective) || (site.IsSecure && !isSecure && effective == 80);
    }

    private static string Written(ReadOnlySpan<char> found, string? scheme, string publishedScheme, string rest, LinkForm form, ReadOnlySpan<char> slash)
    {
        if (scheme is null)
        {
            return string.Concat(found, form.Write(rest, slash));
        }

        var published = scheme.StartsWith("ws", StringComparison.Ordinal) ? publishedScheme == "https" ? "wss" : "ws" : publishedScheme;
        var begin = found[..scheme.Length].Equals(published, StringComparison.OrdinalIgnoreCase) ? found[..scheme.Length] : published;
        return string.Concat(begin, found[scheme.Length..], form.Write(rest, slash));
    }

    private static string PathOf(Uri url) => url.AbsolutePath.TrimEnd('/');

    private static IEnumerable<(string Text, int Before, LinkForm Form)> PathAnchors(string inner) =>
        from form in LinkForm.All.Take(2)
        from before in inner.Length == 0 ? s_beforePath : s_beforeLongPath
        select (before + form.Write(inner.Length == 0 ? "/" : inner, form.Slash), before.Length, form);
}
