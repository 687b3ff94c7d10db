using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>The reply to each way a command line can be wrong (RFC 5321 section 4.2.2 and the extensions).</summary>
public static class SyntaxReplies
{
    /// <summary>The reply to <paramref name="error"/> in a command of <paramref name="verb"/>.</summary>
    /// <exception cref="ArgumentException">There is no error.</exception>
    public static SmtpReply For(SmtpVerb verb, SmtpSyntaxError error) => error.Reason switch
    {
        SmtpSyntaxReason.EmptyLine or SmtpSyntaxReason.NulByte or SmtpSyntaxReason.ControlCharacter or SmtpSyntaxReason.NonAscii => SmtpReplies.SyntaxError,
        SmtpSyntaxReason.LineTooLong => SmtpReplies.LineTooLong,
        SmtpSyntaxReason.BareLineFeed or SmtpSyntaxReason.BareCarriageReturn => SmtpReplies.BareLineEnding,
        SmtpSyntaxReason.BadPath when error.Address is not (AddressReason.Empty or AddressReason.NullPath)
            => verb == SmtpVerb.Rcpt ? SmtpReplies.InvalidRecipient : SmtpReplies.InvalidSender,
        SmtpSyntaxReason.PathNeedsSmtpUtf8 => SmtpReplies.NonAsciiAddress,
        SmtpSyntaxReason.BadClientName => SmtpReplies.InvalidDomainName,
        SmtpSyntaxReason.UnknownParameter or SmtpSyntaxReason.MisplacedParameter or SmtpSyntaxReason.ParameterNotOffered => SmtpReplies.UnsupportedParameter,
        SmtpSyntaxReason.SizeOverflow => SmtpReplies.MessageTooLarge,
        SmtpSyntaxReason.BadMechanism => SmtpReplies.UnrecognizedAuthentication,
        SmtpSyntaxReason.BadBase64 => SmtpReplies.AuthenticationAborted,
        SmtpSyntaxReason.MissingArgument or SmtpSyntaxReason.UnexpectedArgument or SmtpSyntaxReason.MissingPathKeyword or SmtpSyntaxReason.BadPath
            or SmtpSyntaxReason.ParameterSyntax or SmtpSyntaxReason.RepeatedParameter or SmtpSyntaxReason.BadParameterValue
            or SmtpSyntaxReason.BadChunkArgument => SmtpReplies.InvalidArguments,
        _ => throw new ArgumentException("Only an error has a reply.", nameof(error)),
    };
}
