namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>What a condition asks.</summary>
internal enum RuleConditionKind
{
    /// <summary>Whether a fact is at least a number.</summary>
    AtLeast,

    /// <summary>Whether it is below one.</summary>
    Below,

    /// <summary>Whether the subject holds enough phrases of a list.</summary>
    Subject,

    /// <summary>Whether subject and text together do.</summary>
    Text,

    /// <summary>Whether the name beside the sender's address, or the subject, names a brand whose domains the address is not of.</summary>
    ForeignBrand,
}
