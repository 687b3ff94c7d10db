namespace WebPublisher.Mail.Smtp.Lines;

/// <summary>What a look into the received octets found.</summary>
public enum SmtpLineStatus
{
    /// <summary>No complete line yet: receive more.</summary>
    Incomplete,

    /// <summary>A complete line.</summary>
    Line,

    /// <summary>A line longer than permitted. Told once, as soon as it is certain; what is left of the line up to its CRLF is discarded by the calls that follow.</summary>
    TooLong,

    /// <summary>A line feed without carriage return. Told once, as soon as it is seen; what follows up to a CRLF is discarded by the calls that follow.</summary>
    BareLineFeed,
}
