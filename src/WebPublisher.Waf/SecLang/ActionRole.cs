namespace WebPublisher.Waf.SecLang;

/// <summary>What an action does, as far as places where it may not stand depend on it.</summary>
internal enum ActionRole
{
    /// <summary>May stand anywhere.</summary>
    Effect,

    /// <summary>Says what a rule is: not in a chained rule and not in SecDefaultAction.</summary>
    Metadata,

    /// <summary>Ends the transaction or says that it goes on: not in a chained rule.</summary>
    Disruptive,

    /// <summary>Says which rule is next: not in a chained rule and not in SecDefaultAction.</summary>
    Flow,
}
