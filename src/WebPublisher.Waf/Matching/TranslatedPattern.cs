namespace WebPublisher.Waf.Matching;

/// <summary>A pattern of PCRE as the class library's regular expressions take it, and what is known of its matches.</summary>
/// <param name="Text">The pattern for <see cref="System.Text.RegularExpressions.RegexOptions.Singleline"/>, to be matched with texts of <see cref="Text.ByteText"/>.</param>
/// <param name="IsLinear">Whether it has nothing that takes backtracking: lookarounds, backreferences, atomic groups.</param>
/// <param name="GroupCount">How many groups capture.</param>
/// <param name="MinimumLength">The fewest characters a match has.</param>
/// <param name="RequiredLiterals">Texts in lower case of which every match contains one in some case; null where none are known.</param>
public sealed record TranslatedPattern(string Text, bool IsLinear, int GroupCount, int MinimumLength, IReadOnlyList<string>? RequiredLiterals);
