using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
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

    private const int LongestName = 255;
    private const int LongestPort = 5;

    private static readonly string[] s_schemes = ["https", "http", "wss", "ws"];

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
    private readonly SearchValues<string> _anchors;
    private readonly string[] _heads;
    private readonly SearchValues<char> _headStarts;
    private readonly int _longestHead;

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
        string[] anchors = [.. LinkForm.All.Select(static form => form.Slashes), .. _quoted, .. _paths.Select(static path => path.Text)];
        _anchors = SearchValues.Create(anchors.AsSpan(), StringComparison.OrdinalIgnoreCase);
        _heads =
        [
            .. anchors,
            .. from form in LinkForm.All from scheme in s_schemes from colon in new[] { ":", form.Colon } select scheme + colon + form.Slashes,
        ];
        _longestHead = _heads.Max(static head => head.Length);
        _headStarts = SearchValues.Create([.. _heads.Select(static head => head[0]).SelectMany(static c => new[] { char.ToLowerInvariant(c), char.ToUpperInvariant(c) }).Distinct()]);
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
            var offset = text[at..].IndexOfAny(_anchors);
            if (!isLast && (offset < 0 || at + offset > text.Length - _longestHead) && Tail(text, from) is var tail && (offset < 0 || tail <= at + offset))
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

    /// <summary>Where the end of a text begins that may be the beginning of a link.</summary>
    private int Tail(ReadOnlySpan<char> text, int from)
    {
        var at = Math.Max(from, text.Length - _longestHead + 1);
        while (at < text.Length)
        {
            var offset = text[at..].IndexOfAny(_headStarts);
            if (offset < 0)
            {
                break;
            }

            at += offset;
            var rest = text[at..];
            foreach (var head in _heads)
            {
                if (head.Length > rest.Length && head.AsSpan().StartsWith(rest, StringComparison.OrdinalIgnoreCase))
                {
                    return at;
                }
            }

            at++;
        }

        return text.Length;
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
        var scheme = colon == 0 ? null : SchemeBefore(text[floor..Math.Max(floor, slashes - colon)]);
        var start = scheme is null ? slashes : slashes - colon - scheme.Length;
        if (colon == 0 && !MayBegin(text, slashes))
        {
            return LinkMatch.None;
        }

        // 2. The name, whole: one that is part of a longer one is another's.
        var host = slashes + form.Slashes.Length;
        var end = EndOfName(text, host);
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
        if (Port(text, ref end, form, isLast) is not { } port)
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

            var path = FollowPath(text, end, PathOf(mapping.Inner), form, isLast);
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

        var port = Port(text, ref end, LinkForm.All[0], isLast);
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
        if (_publishedPath.StartsWith(_innerPath, StringComparison.OrdinalIgnoreCase) && FollowPath(text, at, _publishedPath, form, isLast) is { } published)
        {
            return published < 0 ? LinkMatch.Undecided(at) : LinkMatch.None;
        }

        if (FollowPath(text, at, _innerPath, form, isLast) is not { } inner)
        {
            return LinkMatch.None;
        }

        if (inner < 0)
        {
            return LinkMatch.Undecided(at);
        }

        // Of an inner site that is the whole server every path is one, and two slashes would begin a name.
        var end = at + inner;
        var first = SlashAt(text[end..], form, isLast);
        var second = first > 0 && (_innerPath.Length == 0 || _publishedPath.Length == 0) ? SlashAt(text[(end + first)..], form, isLast) : 0;
        if (first < 0 || second < 0)
        {
            return LinkMatch.Undecided(at);
        }

        if (second > 0 || (_innerPath.Length == 0 && first == 0))
        {
            return LinkMatch.None;
        }

        var slash = inner > 0 ? text.Slice(at, SlashAt(text[at..], form, isLast: true)) : text.Slice(end, first);
        return new LinkMatch(at, inner, form.Write(_publishedPath.Length == 0 && first == 0 ? "/" : _publishedPath, slash));
    }

    /// <summary>Whether the text goes on with a path, and there with another segment or the path's end.</summary>
    /// <returns>How long it is; -1 when the text ends before that can be said; null when not.</returns>
    private static int? FollowPath(ReadOnlySpan<char> text, int at, string path, LinkForm form, bool isLast)
    {
        var end = at;
        foreach (var character in path)
        {
            if (character == '/')
            {
                var slash = SlashAt(text[end..], form, isLast);
                if (slash <= 0)
                {
                    return slash < 0 ? -1 : null;
                }

                end += slash;
            }
            else if (end == text.Length)
            {
                return isLast ? null : -1;
            }
            else if (char.ToLowerInvariant(text[end++]) != char.ToLowerInvariant(character))
            {
                return null;
            }
        }

        if (path.Length > 0)
        {
            if (end == text.Length)
            {
                return isLast ? end - at : -1;
            }

            var next = text[end];
            if (char.IsAsciiLetterOrDigit(next) || next is '-' or '_' or '.' or '~' or '+' or '=' or '@' or '!' or '*' or '$' or ':' or >= (char)0x80 || (next == '%' && form.Slash[0] != '%'))
            {
                return null;
            }
        }

        return end - at;
    }

    /// <summary>The length of a slash; 0 when there is none, -1 when the text ends before that can be said.</summary>
    private static int SlashAt(ReadOnlySpan<char> text, LinkForm form, bool isLast) => text.StartsWith('/') ? 1
        : text.StartsWith(form.Slash, StringComparison.OrdinalIgnoreCase) ? form.Slash.Length
        : !isLast && IsBeginning(text, form.Slash) ? -1
        : 0;

    private static bool IsBeginning(ReadOnlySpan<char> text, string whole) => text.Length < whole.Length && whole.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private static int EndOfName(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        var last = Math.Min(text.Length, at + LongestName);
        var isAddress = end < last && text[end] == '[';
        while (end < last && (isAddress ? text[end] == '[' || text[end] == ':' || text[end] == '.' || char.IsAsciiHexDigit(text[end]) : IsNameCharacter(text[end])))
        {
            end++;
        }

        return isAddress && end < last && text[end] == ']' ? end + 1 : end;
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

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

    /// <summary>Reads a port behind a name.</summary>
    /// <returns>The port, 0 when there is none, -1 when the text ends before that can be said, or null when it is none that can be.</returns>
    private static int? Port(ReadOnlySpan<char> text, ref int end, LinkForm form, bool isLast)
    {
        var rest = text[end..];
        var colon = form.ColonAt(rest);
        if (colon == 0)
        {
            return !isLast && IsBeginning(rest, form.Colon) ? -1 : 0;
        }

        var length = 0;
        while (length <= LongestPort && colon + length < rest.Length && char.IsAsciiDigit(rest[colon + length]))
        {
            length++;
        }

        if (length > LongestPort || (colon + length == rest.Length && !isLast))
        {
            return length > LongestPort ? null : -1;
        }

        if (length == 0)
        {
            return 0;
        }

        end += colon + length;
        return int.Parse(rest.Slice(colon, length), CultureInfo.InvariantCulture);
    }

    private static string? SchemeBefore(ReadOnlySpan<char> text)
    {
        foreach (var scheme in s_schemes)
        {
            if (text.EndsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }

        return null;
    }

    /// <summary>Whether slashes may begin a link that has no scheme: not in the middle of a path, but behind an escape that ends with a letter or digit.</summary>
    private static bool MayBegin(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || !(IsNameCharacter(text[at - 1]) || text[at - 1] is '~' or '/' or '%' or '\\' or >= (char)0x80))
        {
            return true;
        }

        return (at >= 3 && text[at - 3] == '%') || (at >= 4 && text.Slice(at - 4, 2) is @"\x") || (at >= 6 && text.Slice(at - 6, 2) is @"\u");
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
