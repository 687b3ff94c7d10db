namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>How content is encoded for its transfer (RFC 2045 section 6).</summary>
public enum TransferEncoding
{
    /// <summary>Not at all: 7bit, 8bit or binary.</summary>
    Identity,

    /// <summary>Base64 (RFC 2045 section 6.8).</summary>
    Base64,

    /// <summary>Quoted-printable (RFC 2045 section 6.7).</summary>
    QuotedPrintable,

    /// <summary>Uuencode, under any of its private names (POSIX uuencode, historical algorithm).</summary>
    Uuencode,

    /// <summary>yEnc 1.3.</summary>
    Yenc,
}
