namespace WebPublisher.Mail.Messages.Phrases;

/// <summary>A phrase as it is looked for.</summary>
/// <param name="Text">Folded, not empty.</param>
/// <param name="Index">Its place in the set.</param>
/// <param name="Mode">Where it may stand.</param>
/// <param name="Places">The texts in which it is looked for.</param>
internal readonly record struct FoldedPhrase(string Text, int Index, PhraseMode Mode, TextPlaces Places)
{
    /// <summary>Whether a character is one that words consist of. Halves of pairs are taken for signs: few scripts are affected, and every pictogram.</summary>
    public static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
