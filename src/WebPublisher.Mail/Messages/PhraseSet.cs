using WebPublisher.Mail.Messages.Folding;
using WebPublisher.Mail.Messages.Phrases;

namespace WebPublisher.Mail.Messages;

/// <summary>
/// Phrases to look for, prepared so that thousands cost one pass over a text (Aho and Corasick, Efficient string matching, 1975). Immutable; made once for a policy, used by
/// all sessions.
/// </summary>
public sealed class PhraseSet
{
    /// <summary>Characters a phrase may have: 1,000.</summary>
    public const int MaximumLength = 1000;

    /// <summary>Prepares phrases.</summary>
    /// <exception cref="ArgumentException">A phrase is longer than <see cref="MaximumLength"/>.</exception>
    public PhraseSet(IEnumerable<Phrase> phrases)
    {
        Phrases = [.. phrases];
        if (Phrases.FirstOrDefault(phrase => phrase.Text.Length > MaximumLength) is { } tooLong)
        {
            throw new ArgumentException($"A phrase has {tooLong.Text.Length} characters, more than {MaximumLength}.", nameof(phrases));
        }

        Exact = Compile(ignoresDiacritics: false);
        WithoutDiacritics = Compile(ignoresDiacritics: true);
    }

    /// <summary>The phrases, in the order in which they were given.</summary>
    public IReadOnlyList<Phrase> Phrases { get; }

    /// <summary>Whether any phrase is looked for in a place.</summary>
    public bool Wants(TextPlaces place) => Phrases.Any(phrase => (phrase.Places & place) != TextPlaces.None);

    /// <summary>Finds those that keep diacritics; null when there are none.</summary>
    internal PhraseAutomaton? Exact { get; }

    /// <summary>Finds those that leave diacritics away; null when there are none.</summary>
    internal PhraseAutomaton? WithoutDiacritics { get; }

    private PhraseAutomaton? Compile(bool ignoresDiacritics)
    {
        var folded = new List<FoldedPhrase>();
        for (var index = 0; index < Phrases.Count; index++)
        {
            var phrase = Phrases[index];
            if (phrase.IgnoresDiacritics == ignoresDiacritics && TextFolder.FoldAll(phrase.Text, ignoresDiacritics) is { Length: > 0 } text)
            {
                folded.Add(new FoldedPhrase(text, index, phrase.Mode, phrase.Places));
            }
        }

        return folded.Count == 0 ? null : PhraseAutomaton.Of(folded);
    }
}
