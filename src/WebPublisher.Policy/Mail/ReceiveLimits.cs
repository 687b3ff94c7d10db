namespace WebPublisher.Policy.Mail;

/// <summary>What a client may take of a receive connector.</summary>
public sealed record ReceiveLimits
{
    /// <summary>Exchange's defaults for an Internet-facing connector.</summary>
    public static ReceiveLimits Default { get; } = new();

    /// <summary>Longest life of a session that is not transferring a message.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest silence of the client.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Connections open at once.</summary>
    public int Connections { get; init; } = 5000;

    /// <summary>Connections open at once from one IPv4 address or IPv6 /64.</summary>
    public int PerSource { get; init; } = 20;

    /// <summary>Messages a minute from one source.</summary>
    public int MessagesPerMinute { get; init; } = 600;

    /// <summary>Protocol errors after which a session is closed.</summary>
    public int ProtocolErrors { get; init; } = 5;

    /// <summary>Failed logons after which a session is closed.</summary>
    public int LogonFailures { get; init; } = 3;

    /// <summary><c>Received</c> fields a message may carry.</summary>
    public int Hops { get; init; } = 30;

    /// <summary>Bytes of a message.</summary>
    public long MessageSize { get; init; } = 36L * 1024 * 1024;

    /// <summary>Bytes of a message's header.</summary>
    public int HeaderSize { get; init; } = 256 * 1024;

    /// <summary>Recipients of a message; further ones get 452 4.5.3.</summary>
    public int Recipients { get; init; } = 200;
}
