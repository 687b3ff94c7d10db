using System.Collections.Frozen;
using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Tells the language of a text by its commonest words.</summary>
internal static class LanguageDetector
{
    private const int Least = 3;

    private static readonly string[] s_common =
    [
        "",
        "the and of to in is you that it for on with are this be have from or not your was we at can by as will our an if",
        "der die und das ist nicht sie wir mit für auf ein eine den von zu sich auch ihre ihr im dem bei oder ihnen ihrem werden wird zum zur als wenn",
        "le la les de des et est vous votre pour que une un dans sur nous avec pas ce cette au du vos nos être ou par",
        "el la los las de que en su para con por una un es no del se al lo más como sus nuestro usted",
        "de que em seu sua para com por uma um não do da você no na os as mais dos das ao pelo foi está",
        "il la di che per con un una non del della in si le gli tuo è nel alla sono dei più da",
        "de het een van en is uw dat niet op te voor met zijn je wij ons deze naar bij aan ook of om",
    ];

    private static readonly FrozenDictionary<string, int> s_languages = Index();

    /// <summary>The language of subject and text together.</summary>
    public static TextLanguage Tell(WordList subject, WordList text)
    {
        Span<int> votes = stackalloc int[s_common.Length];
        votes.Clear();
        var foreign = Count(subject, votes) + Count(text, votes);
        var best = 1;
        for (var language = 2; language < votes.Length; language++)
        {
            best = votes[language] > votes[best] ? language : best;
        }

        var words = subject.Count + text.Count;
        return votes[best] >= Least && votes[best] * 40 >= words ? (TextLanguage)best
            : foreign * 3 >= words && foreign > 0 ? TextLanguage.OtherScript
            : TextLanguage.Unknown;
    }

    /// <summary>Counts the common words of each language.</summary>
    /// <returns>Words in other scripts.</returns>
    private static int Count(WordList words, Span<int> votes)
    {
        var lookup = s_languages.GetAlternateLookup<ReadOnlySpan<char>>();
        var foreign = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (lookup.TryGetValue(words[i], out var languages))
            {
                for (var language = 1; language < votes.Length; language++)
                {
                    votes[language] += (languages >> language) & 1;
                }
            }

            foreign += words[i][0] >= '\u0370' ? 1 : 0;
        }

        return foreign;
    }

    private static FrozenDictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var language = 1; language < s_common.Length; language++)
        {
            foreach (var word in s_common[language].Split(' '))
            {
                index[word] = index.GetValueOrDefault(word) | (1 << language);
            }
        }

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
