using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Rules;

/// <summary>The words of all rules as one set, so that one walk over a message finds those of all.</summary>
internal sealed class RulePhrases
{
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<EdgeText, Range> _ranges = new(ReferenceEqualityComparer.Instance);

    /// <summary>Collects the words of rules.</summary>
    public RulePhrases(IEnumerable<EdgeRule> rules)
    {
        foreach (var conditions in rules.SelectMany(rule => new[] { rule.When, rule.Except }))
        {
            Add(conditions.Subject, TextPlaces.Subject);
            Add(conditions.SubjectOrBody, TextPlaces.Subject | TextPlaces.Body);
        }

        Set = _phrases.Count == 0 ? null : new PhraseSet(_phrases);
    }

    /// <summary>All words; null when there are none.</summary>
    public PhraseSet? Set { get; }

    /// <summary>Whether one of the words of a condition is among those found.</summary>
    public bool Holds(EdgeText text, IReadOnlySet<int> found)
    {
        var (start, length) = _ranges.TryGetValue(text, out var range) ? range.GetOffsetAndLength(_phrases.Count) : default;
        for (var i = start; i < start + length; i++)
        {
            if (found.Contains(i))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(EdgeText text, TextPlaces places)
    {
        if (!text.Words.IsEmpty)
        {
            _ranges[text] = _phrases.Count..(_phrases.Count + text.Words.Length);
            _phrases.AddRange(text.Words.Select(word => new Phrase(word, PhraseMode.Word, Places: places)));
        }
    }
}
