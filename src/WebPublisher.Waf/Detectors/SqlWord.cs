namespace WebPublisher.Waf.Detectors;

/// <summary>A word or phrase of the <see cref="SqlVocabulary"/>.</summary>
/// <param name="Text">In upper case, words of a phrase parted by one space.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Roles">What else it may do.</param>
/// <param name="Number">Its number in the vocabulary, from 1 on.</param>
internal sealed record SqlWord(string Text, SqlTokenKind Kind, SqlWordRoles Roles, ushort Number);
