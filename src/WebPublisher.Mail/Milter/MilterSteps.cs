namespace WebPublisher.Mail.Milter;

/// <summary>What a mail server can leave out, and in which form it tells things (SMFIP flags).</summary>
[Flags]
public enum MilterSteps : uint
{
    /// <summary>Everything is told, and every command is answered.</summary>
    None = 0,

    /// <summary>Unknown commands are not told.</summary>
    NoUnknown = 0x100,

    /// <summary>DATA is not told.</summary>
    NoData = 0x200,

    /// <summary>The rest of a body may be declined.</summary>
    Skip = 0x400,

    /// <summary>Header fields are not answered.</summary>
    NoReplyToHeader = 0x80,

    /// <summary>Connections are not answered.</summary>
    NoReplyToConnect = 0x1000,

    /// <summary>HELO is not answered.</summary>
    NoReplyToHello = 0x2000,

    /// <summary>MAIL is not answered.</summary>
    NoReplyToMail = 0x4000,

    /// <summary>RCPT is not answered.</summary>
    NoReplyToRecipient = 0x8000,

    /// <summary>DATA is not answered.</summary>
    NoReplyToData = 0x10000,

    /// <summary>Unknown commands are not answered.</summary>
    NoReplyToUnknown = 0x20000,

    /// <summary>The end of the header is not answered.</summary>
    NoReplyToEndOfHeader = 0x40000,

    /// <summary>Pieces of the body are not answered.</summary>
    NoReplyToBody = 0x80000,

    /// <summary>Values of header fields keep the space they begin with.</summary>
    LeadingSpace = 0x100000,
}
