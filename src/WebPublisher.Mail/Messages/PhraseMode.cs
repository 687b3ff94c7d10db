namespace WebPublisher.Mail.Messages;

/// <summary>Where a phrase may stand.</summary>
public enum PhraseMode
{
    /// <summary>Anywhere, also within a word: "stock tip" is found in "livestock tips".</summary>
    Phrase,

    /// <summary>Between characters that are neither letters nor digits, or at an end of the text. An end of the phrase that is neither may stand anywhere.</summary>
    Word,
}
