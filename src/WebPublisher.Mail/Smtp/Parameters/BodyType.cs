namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>What the client says its content is made of: the BODY parameter of MAIL.</summary>
public enum BodyType
{
    /// <summary>7BIT, also when BODY is absent (RFC 6152 section 2).</summary>
    SevenBit,

    /// <summary>8BITMIME: lines that may hold octets above 127 (RFC 6152).</summary>
    EightBitMime,

    /// <summary>BINARYMIME: any octets, sent by BDAT only (RFC 3030 section 3).</summary>
    BinaryMime,
}
