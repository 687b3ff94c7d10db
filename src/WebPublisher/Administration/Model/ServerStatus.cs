using System.Collections.Immutable;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Model;

/// <summary><c>GET /api/status</c>: how the server is.</summary>
/// <param name="Node">The server's name.</param>
/// <param name="Version">The release.</param>
/// <param name="Started">When the process began to serve.</param>
/// <param name="Now">When this was looked at, by the server's clock.</param>
/// <param name="Halves"><c>web</c>, <c>smtp</c>, or both: those that run in this process.</param>
/// <param name="Phase"><c>running</c> or <c>draining</c>.</param>
/// <param name="Policy">The policy in force and how it came to be.</param>
/// <param name="Readiness">What <c>/health/ready</c> tells.</param>
/// <param name="Listeners">What is bound, of both halves.</param>
/// <param name="Farms">The front-end farms that rules publish to.</param>
/// <param name="SendConnectors">The inner mail servers.</param>
/// <param name="Certificates">The policy's certificates, the one that expires first first.</param>
/// <param name="Store">The state and what is in it.</param>
/// <param name="Ipsec">What IPsec protects.</param>
/// <param name="Process">What the process takes.</param>
internal sealed record ServerStatus(
    string Node,
    string Version,
    DateTimeOffset Started,
    DateTimeOffset Now,
    ImmutableArray<string> Halves,
    string Phase,
    PolicyStatus Policy,
    Readiness Readiness,
    ImmutableArray<ListenerStatus> Listeners,
    ImmutableArray<ServerGroupStatus> Farms,
    ImmutableArray<ServerGroupStatus> SendConnectors,
    ImmutableArray<CertificateStatus> Certificates,
    StoreStatus Store,
    IpsecStatus Ipsec,
    ProcessStatus Process);
