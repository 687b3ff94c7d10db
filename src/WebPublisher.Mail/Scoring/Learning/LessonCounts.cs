using System.Collections.Immutable;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>How many messages of which kind were learned.</summary>
/// <param name="Ham">Good mail.</param>
/// <param name="Spam">Spam.</param>
/// <param name="HamByLanguage">Good mail by <see cref="TextLanguage"/>.</param>
/// <param name="PublishedHamByLanguage">Of it, what looks like a publisher's.</param>
public sealed record LessonCounts(int Ham, int Spam, ImmutableArray<int> HamByLanguage, ImmutableArray<int> PublishedHamByLanguage)
{
    /// <summary>Languages there are.</summary>
    internal static readonly int Languages = Enum.GetValues<TextLanguage>().Length;

    /// <summary>None.</summary>
    public static LessonCounts None { get; } = new(0, 0, [.. new int[Languages]], [.. new int[Languages]]);

    /// <summary>Counts lessons.</summary>
    public static LessonCounts Of(IEnumerable<Lesson> lessons)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        var (ham, spam, languages, published) = (0, 0, new int[Languages], new int[Languages]);
        foreach (var lesson in lessons)
        {
            if (lesson.IsSpam)
            {
                spam++;
                continue;
            }

            ham++;
            languages[(int)lesson.Tokens.Language]++;
            published[(int)lesson.Tokens.Language] += lesson.Tokens.IsPublished ? 1 : 0;
        }

        return new LessonCounts(ham, spam, [.. languages], [.. published]);
    }

    /// <summary>Good mail in a language.</summary>
    public int HamOf(TextLanguage language) => HamByLanguage[(int)language];

    /// <summary>Good mail of publishers in a language.</summary>
    public int PublishedHamOf(TextLanguage language) => PublishedHamByLanguage[(int)language];
}
