namespace WebPublisher.Mail.Dns;

/// <summary>Why nobody could say.</summary>
public enum DnsFailure
{
    /// <summary>Somebody could.</summary>
    None,

    /// <summary>No server answered in time.</summary>
    TimedOut,

    /// <summary>No server can be reached.</summary>
    Unreachable,

    /// <summary>A server answered that it failed (SERVFAIL and the like).</summary>
    ServerFailed,

    /// <summary>A server refused, or does not look names up for others.</summary>
    Refused,

    /// <summary>A server answered what cannot be read.</summary>
    Malformed,

    /// <summary>A name stands for a name that stands for a name and so on, too long or for ever.</summary>
    TooManyAliases,

    /// <summary>Too many look-ups are under way here.</summary>
    Busy,

    /// <summary>We are stopping.</summary>
    Stopping,
}
