namespace WebPublisher.Mail.Smtp;

/// <summary>Why a command line is not what it claims to be. <see cref="None"/> stands beside a value.</summary>
public enum SmtpSyntaxReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The line is empty.</summary>
    EmptyLine,

    /// <summary>The line exceeds what its verb may take.</summary>
    LineTooLong,

    /// <summary>A line feed without its carriage return: only CRLF ends a line (RFC 5321 section 2.3.8).</summary>
    BareLineFeed,

    /// <summary>A carriage return without its line feed.</summary>
    BareCarriageReturn,

    /// <summary>A NUL octet.</summary>
    NulByte,

    /// <summary>Another control character, the tab among them.</summary>
    ControlCharacter,

    /// <summary>Octets above 127 where the command takes ASCII.</summary>
    NonAscii,

    /// <summary>The command needs an argument.</summary>
    MissingArgument,

    /// <summary>The command takes no argument, or not so many.</summary>
    UnexpectedArgument,

    /// <summary>MAIL without <c>FROM:</c>, or RCPT without <c>TO:</c>, directly after one space.</summary>
    MissingPathKeyword,

    /// <summary>The path is malformed; the address reason tells how.</summary>
    BadPath,

    /// <summary>The path needs SMTPUTF8, which was not asked for (RFC 6531 section 3.5).</summary>
    PathNeedsSmtpUtf8,

    /// <summary>The name after HELO or EHLO is neither a domain nor an address literal.</summary>
    BadClientName,

    /// <summary>A parameter that is not <c>keyword</c> or <c>keyword=value</c> (RFC 5321 section 4.1.2).</summary>
    ParameterSyntax,

    /// <summary>A parameter of no extension known here.</summary>
    UnknownParameter,

    /// <summary>A parameter of an extension that was not announced.</summary>
    ParameterNotOffered,

    /// <summary>A parameter of RCPT with MAIL, or of MAIL with RCPT.</summary>
    MisplacedParameter,

    /// <summary>A parameter that was given before.</summary>
    RepeatedParameter,

    /// <summary>A parameter whose value is missing, superfluous or not of its grammar.</summary>
    BadParameterValue,

    /// <summary>A size no number here can hold, hence above any limit.</summary>
    SizeOverflow,

    /// <summary>The argument of BDAT is no size with an optional LAST (RFC 3030 section 2): where the next command begins is unknown.</summary>
    BadChunkArgument,

    /// <summary>No SASL mechanism name (RFC 4422 section 3.1).</summary>
    BadMechanism,

    /// <summary>An authentication response that is no base64 (RFC 4954 section 4).</summary>
    BadBase64,
}
