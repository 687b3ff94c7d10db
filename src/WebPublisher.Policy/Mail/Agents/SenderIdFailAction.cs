namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of mail from a client that the sender's domain does not permit.</summary>
public enum SenderIdFailAction
{
    /// <summary>It goes on, and says so.</summary>
    Stamp,

    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>It is taken, and nobody gets it.</summary>
    Delete,
}
