namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What a learner sees of a message.</summary>
/// <param name="Ids">Hashes of its tokens, each once, ascending; the lowest three bits are the <see cref="TokenFamily"/>.</param>
/// <param name="Language">The language of its text.</param>
/// <param name="Standing">How much it looks like mail that a known publisher sends to many (<see cref="Rules.RuleVerdict.Standing"/>), rounded down.</param>
public sealed record MessageTokens(uint[] Ids, TextLanguage Language, int Standing)
{
    /// <summary>From which standing on a message counts as a publisher's: 5.</summary>
    public const int PublisherStanding = 5;

    /// <summary>From which on it may be one, where nothing good was heard in its language: 4.</summary>
    public const int PossibleStanding = 4;

    /// <summary>Whether it looks like mail that a known publisher sends to many.</summary>
    public bool IsPublished => Standing >= PublisherStanding;

    /// <summary>What a token is of.</summary>
    public static TokenFamily FamilyOf(uint id) => (TokenFamily)(id & 7);

    /// <summary>Whether a token is of what is said, and so of a language.</summary>
    public static bool IsSaid(uint id) => FamilyOf(id) <= TokenFamily.Subject;
}
