using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp;

/// <summary>Why a command line was refused.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Address">Under <see cref="SmtpSyntaxReason.BadPath"/>, what is wrong with the path.</param>
public readonly record struct SmtpSyntaxError(SmtpSyntaxReason Reason, AddressReason Address = AddressReason.None)
{
    /// <summary>
    /// Whether the octets that follow can no longer be told from commands, so that the connection has to end: a BDAT whose size could not be read is followed
    /// by a chunk of unknown length.
    /// </summary>
    public bool LosesFraming => Reason == SmtpSyntaxReason.BadChunkArgument;

    /// <summary>Whether the line held what only an attempt to smuggle a second command, or broken software, puts there.</summary>
    public bool IsSmugglingAttempt => Reason is SmtpSyntaxReason.BareLineFeed or SmtpSyntaxReason.BareCarriageReturn or SmtpSyntaxReason.NulByte;
}
