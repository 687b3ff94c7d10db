namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of a message that the scanner could not look into.</summary>
public enum UnscannableAction
{
    /// <summary>It passes, and the record says that it was not scanned.</summary>
    Accept,

    /// <summary>It is held for an operator to look at.</summary>
    Hold,

    /// <summary>It is refused.</summary>
    Reject,
}
