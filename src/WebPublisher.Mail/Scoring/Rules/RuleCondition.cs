using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>One of the things that have to be so for a rule to hold.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Number">The number a fact is compared with, or of phrases.</param>
/// <param name="Fact">The fact, if one is asked for.</param>
/// <param name="List">The list of phrases, if one is asked for.</param>
internal sealed record RuleCondition(RuleConditionKind Kind, double Number, Func<MailFacts, double>? Fact, int List)
{
    public bool Holds(MailFacts facts, PhraseCounts phrases, bool foreignBrand) => Kind switch
    {
        RuleConditionKind.AtLeast => Fact!(facts) >= Number,
        RuleConditionKind.Below => Fact!(facts) < Number,
        RuleConditionKind.Subject => phrases.InSubject(List) >= Number,
        RuleConditionKind.Text => phrases.InAll(List) >= Number,
        _ => foreignBrand,
    };
}
