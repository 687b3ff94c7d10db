namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of mail while the sender's domain cannot be asked.</summary>
public enum SenderIdTempErrorAction
{
    /// <summary>It goes on, and says so.</summary>
    Stamp,

    /// <summary>The client is told to try again later.</summary>
    Defer,
}
