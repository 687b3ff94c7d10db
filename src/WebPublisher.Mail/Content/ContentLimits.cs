namespace WebPublisher.Mail.Content;

/// <summary>How much content may be. The defaults are those of an Exchange receive connector of the Internet.</summary>
public sealed record ContentLimits
{
    /// <summary>The defaults.</summary>
    public static ContentLimits Default { get; } = new();

    /// <summary>Octets of the message, dots of transparency not counted; 36 MB, which a file of 25 MB fills in base64.</summary>
    public long MaximumSize { get; init; } = 36L * 1024 * 1024;

    /// <summary>Octets of a line with its CRLF, a dot of transparency not counted: 1,000 (RFC 5321 section 4.5.3.1.6).</summary>
    public int MaximumLine { get; init; } = 1000;

    /// <summary>Octets of the header: 256 KB.</summary>
    public int MaximumHeader { get; init; } = 256 * 1024;

    /// <summary>Received fields: 30. RFC 5321 section 6.3 wants at least 100 for servers that know no loops of their own; Exchange has had 30 from the start.</summary>
    public int MaximumHops { get; init; } = 30;
}
