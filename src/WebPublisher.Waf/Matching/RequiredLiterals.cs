namespace WebPublisher.Waf.Matching;

/// <summary>Texts of which every match contains one, whatever the case: what a search for many of them at once does not find needs no closer look.</summary>
public static class RequiredLiterals
{
    /// <summary>The literal of a text that has to be there as a whole; null for the empty text.</summary>
    public static IReadOnlyList<string>? OfText(string text) => text.Length == 0 ? null : [text.ToLowerInvariant()];

    /// <summary>The literals of phrases of which one has to be there.</summary>
    public static IReadOnlyList<string>? OfPhrases(IReadOnlyList<string> phrases) => [.. phrases.Select(phrase => phrase.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
}
