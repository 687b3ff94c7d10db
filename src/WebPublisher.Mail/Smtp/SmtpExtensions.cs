namespace WebPublisher.Mail.Smtp;

/// <summary>Service extensions that a server may announce in its answer to EHLO.</summary>
[Flags]
public enum SmtpExtensions
{
    /// <summary>None: what follows HELO.</summary>
    None = 0,

    /// <summary>SIZE (RFC 1870).</summary>
    Size = 1,

    /// <summary>8BITMIME (RFC 6152).</summary>
    EightBitMime = 2,

    /// <summary>PIPELINING (RFC 2920).</summary>
    Pipelining = 4,

    /// <summary>ENHANCEDSTATUSCODES (RFC 2034).</summary>
    EnhancedStatusCodes = 8,

    /// <summary>DSN (RFC 3461).</summary>
    Dsn = 16,

    /// <summary>CHUNKING (RFC 3030).</summary>
    Chunking = 32,

    /// <summary>BINARYMIME (RFC 3030); means nothing without <see cref="Chunking"/>.</summary>
    BinaryMime = 64,

    /// <summary>SMTPUTF8 (RFC 6531).</summary>
    SmtpUtf8 = 128,

    /// <summary>STARTTLS (RFC 3207).</summary>
    StartTls = 256,

    /// <summary>AUTH (RFC 4954).</summary>
    Auth = 512,
}
