using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Ipsec;

/// <summary>
/// Two machines between which some TCP ports are spoken to through ESP with AES-256-GCM only. They prove who they are by certificates or by a preshared key;
/// exactly one of <see cref="TrustedRoots"/> and <see cref="PresharedKey"/> is there.
/// </summary>
public sealed record IpsecConnection
{
    /// <summary>Its name, which stands in names of files too: lower-case letters, digits and hyphens, at most 32.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Which end this machine is.</summary>
    public required IpsecSide Side { get; init; }

    /// <summary>The end that opens TCP connections.</summary>
    public required IpsecEnd Front { get; init; }

    /// <summary>The end that serves them.</summary>
    public required IpsecEnd Back { get; init; }

    /// <summary>The protected TCP ports of the back end, in ascending order; at least one.</summary>
    public required ImmutableArray<int> Ports { get; init; }

    /// <summary>What this machine shows the other, or null: with a preshared key, and where it is neither end.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The only authorities that the other end's certificate may come from; empty with a preshared key.</summary>
    public ImmutableArray<X509Certificate2> TrustedRoots { get; init; } = [];

    /// <summary>What both ends know, or null with certificates.</summary>
    public SecretSource? PresharedKey { get; init; }

    /// <summary>The groups of key exchange, the preferred one first; at least one.</summary>
    public required ImmutableArray<IpsecKeyExchange> KeyExchange { get; init; }

    /// <summary>The end that <paramref name="side"/> is.</summary>
    /// <param name="side">Front or back.</param>
    public IpsecEnd End(IpsecSide side) => side == IpsecSide.Front ? Front : Back;

    /// <summary>Whether what this machine sends to <paramref name="server"/> leaves it through this connection alone.</summary>
    /// <param name="server">A server by address; one by name may be anywhere, and is never covered.</param>
    public bool Covers(FrontEndServer server) =>
        Side == IpsecSide.Front && Ports.Contains(server.Port) && System.Net.IPAddress.TryParse(server.Host, out var address) && address.Equals(Back.Address);
}
