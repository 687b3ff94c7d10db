namespace WebPublisher.Mail.Dns;

/// <summary>Whether an address has a name that leads back to it (RFC 8601 section 2.7.3).</summary>
public enum ReverseDnsResult
{
    /// <summary>DNS failed; later it may not.</summary>
    Unknown,

    /// <summary>A name of it leads back to it.</summary>
    Confirmed,

    /// <summary>It has no name.</summary>
    Missing,

    /// <summary>It has names, and none leads back to it.</summary>
    Unconfirmed,
}
