namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of a message that would have to be altered and must not be.</summary>
public enum UnalterableAction
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>It is held until an operator decides.</summary>
    Hold,
}
