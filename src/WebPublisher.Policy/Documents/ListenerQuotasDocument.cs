using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What one client may have of a listener at once.</summary>
[Document("quotas")]
public sealed record ListenerQuotasDocument : Document
{
    /// <summary>Connections open at once from one client, which is an IPv4 address or an IPv6 /64; further ones are closed.</summary>
    [Key("Connections open at once from one client, which is an IPv4 address or an IPv6 /64; further ones are closed.", Default = "1000", Minimum = "1", Maximum = "16384")]
    public Located<int>? Connections { get; init; }

    /// <summary>Connections of one client that have not brought a whole request header yet; for one more the oldest of them is cut.</summary>
    [Key("Connections of one client that have not brought a whole request header yet; for one more the oldest of them is cut.", Default = "100", Minimum = "1", Maximum = "16384")]
    public Located<int>? Opening { get; init; }

    /// <summary>TLS handshakes under way at once, of all clients together; for one more the oldest is cut.</summary>
    [Key("TLS handshakes under way at once, of all clients together; for one more the oldest is cut.", Default = "1000", Minimum = "1", Maximum = "16384")]
    public Located<int>? Handshakes { get; init; }

    /// <summary>Requests under way at once from one client; further ones get 429.</summary>
    [Key("Requests under way at once from one client; further ones get 429.", Default = "1000", Minimum = "1", Maximum = "1000000")]
    public Located<int>? Requests { get; init; }

    /// <summary>How long a new connection may take until the header of its first request is whole, TLS handshake included.</summary>
    [Key("How long a new connection may take until the header of its first request is whole, TLS handshake included.", Default = "30s", Minimum = "1s", Maximum = "10m")]
    public Located<TimeSpan>? FirstRequest { get; init; }

    /// <summary>Name of the client address set that is not counted.</summary>
    [Key("Name of the client address set that is not counted.", Example = "office")]
    public Located<string>? Except { get; init; }
}
