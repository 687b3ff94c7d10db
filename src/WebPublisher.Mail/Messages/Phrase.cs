namespace WebPublisher.Mail.Messages;

/// <summary>Something to look for in the text of messages. Case, width, ligatures and the amount of white space never matter.</summary>
/// <param name="Text">The words. What folds to nothing is never found.</param>
/// <param name="Mode">Where it may stand.</param>
/// <param name="IgnoresDiacritics">Whether accents, points and strokes of letters are left away on both sides.</param>
/// <param name="Places">The texts in which it is looked for.</param>
public sealed record Phrase(
    string Text, PhraseMode Mode = PhraseMode.Phrase, bool IgnoresDiacritics = false, TextPlaces Places = TextPlaces.Subject | TextPlaces.Body);
