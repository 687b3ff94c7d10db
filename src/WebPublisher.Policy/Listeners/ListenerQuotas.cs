using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Listeners;

/// <summary>
/// What one client may have of a listener at once. A client is an IPv4 address or an IPv6 /64, so the usual numbers leave room for an office behind one address: two
/// connections and a long poll for each of some hundred people.
/// </summary>
public sealed record ListenerQuotas
{
    /// <summary>The usual quotas.</summary>
    public static ListenerQuotas Default { get; } = new();

    /// <summary>Connections of one client; further ones are closed.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Connections of one client that have not brought a whole request yet; for one more the oldest of them is cut.</summary>
    public int Opening { get; init; } = 100;

    /// <summary>TLS handshakes under way, of all clients together; for one more the oldest is cut.</summary>
    public int Handshakes { get; init; } = 1000;

    /// <summary>Requests of one client under way; further ones get 429.</summary>
    public int Requests { get; init; } = 1000;

    /// <summary>How long a new connection may take until the header of its first request is whole, handshake included.</summary>
    public TimeSpan FirstRequest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clients that are not counted, or null.</summary>
    public ClientAddressSet? Except { get; init; }
}
