namespace WebPublisher.State.Safelists;

/// <summary>What a user's entry says. The numbers stand in the file.</summary>
public enum SafelistKind
{
    /// <summary>Mail from this address or domain is wanted.</summary>
    SafeSender = 0,

    /// <summary>Mail sent to this address or domain, such as that of a mailing list, is wanted.</summary>
    SafeRecipient = 1,

    /// <summary>Mail from this address or domain is not wanted.</summary>
    BlockedSender = 2,
}
