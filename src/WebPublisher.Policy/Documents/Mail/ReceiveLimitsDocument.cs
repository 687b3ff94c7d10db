using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>What a client may take of a receive connector.</summary>
[Document("limits")]
public sealed record ReceiveLimitsDocument : Document
{
    /// <summary>The longest life of a session that is not transferring a message.</summary>
    [Key("The longest life of a session that is not transferring a message.", Default = "5m", Minimum = "10s", Maximum = "24h")]
    public Located<TimeSpan>? SessionTimeout { get; init; }

    /// <summary>The longest silence of a client.</summary>
    [Key("The longest silence of a client.", Default = "1m", Minimum = "1s", Maximum = "1h")]
    public Located<TimeSpan>? IdleTimeout { get; init; }

    /// <summary>Connections open at once.</summary>
    [Key("Connections open at once.", Default = "5000", Minimum = "1", Maximum = "100000")]
    public Located<int>? Connections { get; init; }

    /// <summary>Connections open at once from one IPv4 address or IPv6 /64.</summary>
    [Key("Connections open at once from one IPv4 address or IPv6 /64.", Default = "20", Minimum = "1", Maximum = "100000")]
    public Located<int>? PerSource { get; init; }

    /// <summary>Messages a minute from one source.</summary>
    [Key("Messages a minute from one source.", Default = "600", Minimum = "1", Maximum = "1000000")]
    public Located<int>? MessagesPerMinute { get; init; }

    /// <summary>Protocol errors after which a session is closed.</summary>
    [Key("Protocol errors after which a session is closed.", Default = "5", Minimum = "1", Maximum = "1000")]
    public Located<int>? ProtocolErrors { get; init; }

    /// <summary>Failed logons after which a session is closed.</summary>
    [Key("Failed logons after which a session is closed.", Default = "3", Minimum = "1", Maximum = "100")]
    public Located<int>? LogonFailures { get; init; }

    /// <summary>Received fields a message may carry; with more it is taken for one in a loop.</summary>
    [Key("Received fields a message may carry; with more it is taken for one in a loop.", Default = "30", Minimum = "5", Maximum = "1000")]
    public Located<int>? Hops { get; init; }

    /// <summary>The longest message, announced by SIZE.</summary>
    [Key("The longest message, announced by SIZE.", Default = "36MB", Minimum = "64KB", Maximum = "2GB")]
    public Located<ByteSize>? MessageSize { get; init; }

    /// <summary>The longest header of a message.</summary>
    [Key("The longest header of a message.", Default = "256KB", Minimum = "4KB", Maximum = "16MB")]
    public Located<ByteSize>? HeaderSize { get; init; }

    /// <summary>Recipients of a message; further ones have to come in another.</summary>
    [Key("Recipients of a message; further ones have to come in another.", Default = "200", Minimum = "1", Maximum = "10000")]
    public Located<int>? Recipients { get; init; }
}
