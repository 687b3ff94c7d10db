using System.Buffers;

namespace WebPublisher.Web.Translation;

/// <summary>What links begin with: where in a text one may begin, and where at its end the beginning of one may be cut off.</summary>
internal sealed class LinkHeads
{
    private readonly SearchValues<string> _anchors;
    private readonly string[] _heads;
    private readonly SearchValues<char> _starts;

    /// <summary>Prepares the search.</summary>
    /// <param name="others">What begins a link beside slashes.</param>
    public LinkHeads(IEnumerable<string> others)
    {
        string[] anchors = [.. LinkForm.All.Select(static form => form.Slashes), .. others];
        _anchors = SearchValues.Create(anchors.AsSpan(), StringComparison.OrdinalIgnoreCase);
        _heads =
        [
            .. anchors,
            .. from form in LinkForm.All from scheme in LinkText.Schemes.ToArray() from colon in new[] { ":", form.Colon } select scheme + colon + form.Slashes,
        ];
        Longest = _heads.Max(static head => head.Length);
        _starts = SearchValues.Create([.. _heads.Select(static head => head[0]).SelectMany(static c => new[] { char.ToLowerInvariant(c), char.ToUpperInvariant(c) }).Distinct()]);
    }

    /// <summary>Length of the longest.</summary>
    public int Longest { get; }

    /// <summary>Where the first place is that may be a link without its scheme; -1 for none.</summary>
    public int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(_anchors);

    /// <summary>Where the end of a text begins that may be the beginning of a link.</summary>
    public int Tail(ReadOnlySpan<char> text, int from)
    {
        var at = Math.Max(from, text.Length - Longest + 1);
        while (at < text.Length)
        {
            var offset = text[at..].IndexOfAny(_starts);
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
}
