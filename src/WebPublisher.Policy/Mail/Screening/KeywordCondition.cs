using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Screening;

/// <summary>What the text of a message holds: any of the keywords in any of the places.</summary>
/// <param name="Keywords">What is looked for.</param>
/// <param name="Places">Where.</param>
/// <param name="IgnoresDiacritics">Whether accents and the like make no difference.</param>
public sealed record KeywordCondition(ImmutableArray<Keyword> Keywords, ImmutableArray<TextPlace> Places, bool IgnoresDiacritics);
