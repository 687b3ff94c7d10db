namespace WebPublisher.Mail.Addresses;

/// <summary>Why a text is no address or path. <see cref="None"/> stands beside a value.</summary>
public enum AddressReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Nothing was written where an address must stand.</summary>
    Empty,

    /// <summary>The path exceeds 256 octets with its brackets (RFC 5321 section 4.5.3.1.3).</summary>
    PathTooLong,

    /// <summary>A space stands between the colon and the path; RFC 5321 section 3.3 forbids it.</summary>
    SpaceBeforePath,

    /// <summary>The path does not begin with an angle bracket.</summary>
    MissingBracket,

    /// <summary>The path is not closed by an angle bracket where it must end.</summary>
    UnclosedBracket,

    /// <summary>Something other than a space follows the closed path.</summary>
    TrailingText,

    /// <summary>A source route is malformed (RFC 5321 section 4.1.2, A-d-l).</summary>
    SourceRouteSyntax,

    /// <summary>An empty path where a recipient is required.</summary>
    NullPath,

    /// <summary>There is no local part before the at sign.</summary>
    LocalPartEmpty,

    /// <summary>The local part exceeds 64 octets as written (RFC 5321 section 4.5.3.1.1).</summary>
    LocalPartTooLong,

    /// <summary>A character that needs quoting, or none that may stand in a local part at all.</summary>
    LocalPartSyntax,

    /// <summary>A dot at an end of the local part, or two in a row.</summary>
    MisplacedDot,

    /// <summary>A quoted local part that does not end.</summary>
    UnterminatedQuote,

    /// <summary>No at sign, and the word is not postmaster.</summary>
    MissingDomain,

    /// <summary>The domain is empty.</summary>
    DomainEmpty,

    /// <summary>The domain exceeds 255 octets, as written or as A-labels (RFC 5321 section 4.5.3.1.2).</summary>
    DomainTooLong,

    /// <summary>A label exceeds 63 octets (RFC 1035 section 2.3.4).</summary>
    LabelTooLong,

    /// <summary>An empty label, a hyphen at the end of one, or a character that no domain name holds.</summary>
    DomainSyntax,

    /// <summary>A label outside ASCII that is no U-label (RFC 5890 section 2.3.2.1).</summary>
    InternationalDomainSyntax,

    /// <summary>An address literal that is not of RFC 5321 section 4.1.3.</summary>
    AddressLiteralSyntax,

    /// <summary>A control character, in ASCII or beyond it.</summary>
    ControlCharacter,

    /// <summary>Characters outside ASCII where SMTPUTF8 was not asked for (RFC 6531 section 3.3).</summary>
    NonAscii,

    /// <summary>Octets above 127 that are no UTF-8.</summary>
    InvalidUtf8,
}
