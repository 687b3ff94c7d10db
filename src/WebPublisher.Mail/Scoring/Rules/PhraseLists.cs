using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>Lists of words and phrases. A text is looked through once for all of them, word by word.</summary>
internal sealed class PhraseLists
{
    private readonly Dictionary<string, List<Phrase>> _byFirstWord = new(StringComparer.Ordinal);
    private int _phrases;
    private int _lists;

    /// <summary>Adds an empty list.</summary>
    /// <returns>Its number.</returns>
    public int AddList() => _lists++;

    /// <summary>Adds a phrase to a list; false when there is no word in it.</summary>
    public bool TryAdd(int list, string phrase)
    {
        var words = WordList.Of(phrase, phrase.Length);
        if (words.Count == 0)
        {
            return false;
        }

        var first = words[0].ToString();
        if (!_byFirstWord.TryGetValue(first, out var phrases))
        {
            _byFirstWord.Add(first, phrases = []);
        }

        phrases.Add(new Phrase(words, list, _phrases++));
        return true;
    }

    /// <summary>What a message holds of all lists.</summary>
    public PhraseCounts Find(MailFacts facts)
    {
        var counts = new PhraseCounts(_phrases, _lists);
        Find(facts.SubjectWords, counts, inSubject: true);
        Find(facts.ShownWords, counts, inSubject: false);
        return counts;
    }

    private void Find(WordList words, PhraseCounts counts, bool inSubject)
    {
        var lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < words.Count; at++)
        {
            if (!lookup.TryGetValue(words[at], out var phrases))
            {
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (phrase.StandsAt(words, at))
                {
                    counts.Add(phrase.Number, phrase.List, inSubject);
                }
            }
        }
    }

    private sealed record Phrase(WordList Words, int List, int Number)
    {
        public bool StandsAt(WordList text, int at)
        {
            for (var i = 0; i < Words.Count; i++)
            {
                if (at + i >= text.Count || !text[at + i].SequenceEqual(Words[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
