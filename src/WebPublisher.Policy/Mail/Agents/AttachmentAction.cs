namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of a message with an unacceptable attachment.</summary>
public enum AttachmentAction
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>The attachment is taken out, and a text says so.</summary>
    Strip,

    /// <summary>It is taken, and nobody gets it.</summary>
    Delete,
}
