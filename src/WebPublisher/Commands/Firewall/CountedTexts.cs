namespace WebPublisher.Commands.Firewall;

/// <summary>Counts how often texts occur, in bounded memory: once there are too many different ones, further ones are counted together.</summary>
/// <param name="most">How many different ones are kept apart.</param>
internal sealed class CountedTexts(int most)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How many different ones there are, as far as they were kept apart.</summary>
    public int Count => _counts.Count;

    /// <summary>Occurrences of texts that were not kept apart.</summary>
    public int Others { get; private set; }

    /// <summary>Adds an occurrence.</summary>
    public void Add(string text)
    {
        if (_counts.TryGetValue(text, out var count) || _counts.Count < most)
        {
            _counts[text] = count + 1;
        }
        else
        {
            Others++;
        }
    }

    /// <summary>The most frequent ones, the first of those that are as frequent by ordinal order first.</summary>
    public IReadOnlyList<CountedText> Top(int count) =>
        [.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(count).Select(pair => new CountedText(pair.Key, pair.Value))];
}
