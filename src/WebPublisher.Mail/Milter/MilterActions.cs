namespace WebPublisher.Mail.Milter;

/// <summary>What a filter may do to a message (SMFIF flags).</summary>
[Flags]
public enum MilterActions : uint
{
    /// <summary>Nothing but to answer.</summary>
    None = 0,

    /// <summary>Add header fields.</summary>
    AddHeaders = 0x01,

    /// <summary>Replace the body.</summary>
    ChangeBody = 0x02,

    /// <summary>Add recipients.</summary>
    AddRecipients = 0x04,

    /// <summary>Remove recipients.</summary>
    DeleteRecipients = 0x08,

    /// <summary>Change or remove header fields.</summary>
    ChangeHeaders = 0x10,

    /// <summary>Have the mail server hold the message.</summary>
    Quarantine = 0x20,

    /// <summary>Change the sender.</summary>
    ChangeSender = 0x40,
}
