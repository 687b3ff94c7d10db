namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of a message in which the scanner found malware.</summary>
public enum InfectedAction
{
    /// <summary>It is refused; the client learns that much and no more.</summary>
    Reject,

    /// <summary>It is accepted and given to nobody.</summary>
    Delete,

    /// <summary>It is held for an operator to look at.</summary>
    Hold,
}
