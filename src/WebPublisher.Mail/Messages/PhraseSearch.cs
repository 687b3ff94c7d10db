using WebPublisher.Mail.Messages.Phrases;

namespace WebPublisher.Mail.Messages;

/// <summary>
/// Looks for the phrases of several sets in the texts of one message, while they pass in pieces of any size. Costs a pass over the text to fold it, and one for each set.
/// Not thread-safe.
/// </summary>
public sealed class PhraseSearch : IDisposable
{
    private readonly FoldedScan? _exact;
    private readonly FoldedScan? _withoutDiacritics;
    private readonly Dictionary<PhraseSet, TextPlaces[]> _found = [];
    private TextPlaces _place;

    /// <summary>Begins a search.</summary>
    public PhraseSearch(IReadOnlyList<PhraseSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        foreach (var set in sets)
        {
            _found.TryAdd(set, new TextPlaces[set.Phrases.Count]);
        }

        _exact = FoldedScan.Of(ignoresDiacritics: false, [.. _found.Where(found => found.Key.Exact is not null).Select(found => (found.Key.Exact!, found.Value))]);
        _withoutDiacritics = FoldedScan.Of(
            ignoresDiacritics: true, [.. _found.Where(found => found.Key.WithoutDiacritics is not null).Select(found => (found.Key.WithoutDiacritics!, found.Value))]);
    }

    /// <summary>Begins a text; what was found before stays, but no phrase reaches from one text into the next.</summary>
    /// <param name="place">What the text is: one place.</param>
    public void Begin(TextPlaces place)
    {
        End();
        _place = place;
    }

    /// <summary>Takes the next characters of the text.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        _exact?.Write(text, _place);
        _withoutDiacritics?.Write(text, _place);
    }

    /// <summary>Ends the text.</summary>
    public void End()
    {
        _exact?.End(_place);
        _withoutDiacritics?.End(_place);
    }

    /// <summary>What was found of a set, in the order of its phrases. Complete when the last text has ended.</summary>
    /// <exception cref="ArgumentException">It is not among those that are looked for.</exception>
    public IReadOnlyList<PhraseMatch> MatchesOf(PhraseSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (!_found.TryGetValue(set, out var found))
        {
            throw new ArgumentException("The set is not among those that are looked for.", nameof(set));
        }

        var matches = new List<PhraseMatch>();
        for (var index = 0; index < found.Length; index++)
        {
            if (found[index] != TextPlaces.None)
            {
                matches.Add(new PhraseMatch(index, set.Phrases[index], found[index]));
            }
        }

        return matches;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _exact?.Dispose();
        _withoutDiacritics?.Dispose();
    }
}
