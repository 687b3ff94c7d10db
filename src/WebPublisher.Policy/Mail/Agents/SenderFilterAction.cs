namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of mail from a blocked sender.</summary>
public enum SenderFilterAction
{
    /// <summary>It is refused, and the session ends.</summary>
    Reject,

    /// <summary>A field in front of the message says so.</summary>
    Stamp,
}
