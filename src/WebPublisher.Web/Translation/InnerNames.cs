using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Web.Translation;

/// <summary>The names and addresses of a farm's servers, and what becomes of them in text that leaves for the Internet.</summary>
internal sealed class InnerNames
{
    private readonly ImmutableArray<string> _names;
    private readonly FrozenSet<string> _set;
    private readonly SearchValues<string> _search;

    /// <summary>Takes the names from the farm's servers and its certificate policy.</summary>
    public InnerNames(FrontEndFarm farm)
    {
        var names = farm.Servers.Select(server => server.Host).ToList();
        if (farm.Certificate.Name is { } name)
        {
            names.Add(name);
        }

        // Longest first, so that a name is not found inside a longer one.
        _names = [.. names.Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(n => n.Length)];
        _set = _names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _search = SearchValues.Create(_names.AsSpan(), StringComparison.OrdinalIgnoreCase);
        Ports = farm.Servers.Select(server => server.Port).ToFrozenSet();
    }

    /// <summary>The ports of the servers.</summary>
    public FrozenSet<int> Ports { get; }

    /// <summary>Whether <paramref name="host"/> is one of the names.</summary>
    public bool Contains(string host) => _set.Contains(host);

    /// <summary>
    /// Replaces every inner name in a field value by the published one; inside a URL, plain or percent-encoded, its scheme and port as well.
    /// </summary>
    /// <param name="value">The value; returned as it is when it holds no inner name.</param>
    /// <param name="site">What the names are replaced by.</param>
    /// <param name="anywhere">
    /// Whether a name without a dot (<c>exch01</c>, <c>localhost</c>) is replaced wherever it stands as a word. Otherwise only where it stands as a host: in a URL, before a
    /// port, or as the whole value; a cookie called <c>webmail</c> is not the server called <c>webmail</c>.
    /// </param>
    public string Translate(string value, in PublishedSite site, bool anywhere = false)
    {
        var at = value.AsSpan().IndexOfAny(_search);
        if (at < 0)
        {
            return value;
        }

        StringBuilder? result = null;
        var copied = 0;
        while (at >= 0)
        {
            var found = Find(value, at, site, anywhere);
            if (found.Length > 0)
            {
                result ??= new StringBuilder(value.Length + 32);
                result.Append(value, copied, found.Start - copied).Append(found.Replacement);
                copied = found.Start + found.Length;
            }

            var next = Math.Max(at + 1, copied);
            var offset = value.AsSpan(next).IndexOfAny(_search);
            at = offset < 0 ? -1 : next + offset;
        }

        return result?.Append(value, copied, value.Length - copied).ToString() ?? value;
    }

    /// <summary>What is to be replaced around a name that stands at <paramref name="at"/>; of length 0 when nothing is.</summary>
    private (int Start, int Length, string Replacement) Find(string value, int at, in PublishedSite site, bool anywhere)
    {
        var text = value.AsSpan();
        var name = NameAt(text[at..]);
        var (start, end) = (at, at + name.Length);
        if (start > 0 && text[start - 1] == '[' && end < text.Length && text[end] == ']')
        {
            (start, end) = (start - 1, end + 1);
        }

        if (name.Equals(site.Authority.Host, StringComparison.OrdinalIgnoreCase) || !BeginsWord(text, start) || !EndsWord(text, end))
        {
            return default;
        }

        var afterPort = PortEnd(text, end);
        var slashes = SlashesBefore(text, start);
        var isHost = slashes < start || afterPort > end || (start == 0 && end == text.Length);
        if (!isHost && !anywhere && !name.Contains('.', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal))
        {
            return default;
        }

        if (slashes == start)
        {
            return (start, afterPort - start, site.HostText);
        }

        var colon = ColonBefore(text, slashes);
        var scheme = SchemeBefore(text, colon);
        return scheme == colon || colon == slashes
            ? (start, afterPort - start, site.AuthorityText)
            : (scheme, afterPort - scheme, string.Concat(site.Scheme, text[colon..start], site.AuthorityText));
    }

    private string NameAt(ReadOnlySpan<char> text)
    {
        foreach (var name in _names)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        throw new InvalidOperationException("The search found a name that is not in the list it was made from.");
    }

    private static bool BeginsWord(ReadOnlySpan<char> text, int start) =>
        start == 0 || !IsNameCharacter(text[start - 1]) || (start >= 3 && text[start - 3] == '%' && char.IsAsciiHexDigit(text[start - 2]) && char.IsAsciiHexDigit(text[start - 1]));

    private static bool EndsWord(ReadOnlySpan<char> text, int end) =>
        end == text.Length || !IsNameCharacter(text[end]) || (text[end] == '.' && (end + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[end + 1])));

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

    private static int PortEnd(ReadOnlySpan<char> text, int end)
    {
        var digits = text[end..].StartsWith(':') ? end + 1 : text[end..].StartsWith("%3a", StringComparison.OrdinalIgnoreCase) ? end + 3 : text.Length;
        var last = digits;
        while (last < text.Length && char.IsAsciiDigit(text[last]))
        {
            last++;
        }

        return last > digits ? last : end;
    }

    private static int SlashesBefore(ReadOnlySpan<char> text, int start) => text[..start].EndsWith("//") ? start - 2
        : text[..start].EndsWith("%2f%2f", StringComparison.OrdinalIgnoreCase) ? start - 6
        : start;

    private static int ColonBefore(ReadOnlySpan<char> text, int slashes) => text[..slashes].EndsWith(':') ? slashes - 1
        : text[..slashes].EndsWith("%3a", StringComparison.OrdinalIgnoreCase) ? slashes - 3
        : slashes;

    private static int SchemeBefore(ReadOnlySpan<char> text, int colon) => text[..colon].EndsWith("https", StringComparison.OrdinalIgnoreCase) ? colon - 5
        : text[..colon].EndsWith("http", StringComparison.OrdinalIgnoreCase) ? colon - 4
        : colon;
}
