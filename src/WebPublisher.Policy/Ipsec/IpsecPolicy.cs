using System.Collections.Immutable;

namespace WebPublisher.Policy.Ipsec;

/// <summary>What travels between machines through IPsec only. The product renders it for strongSwan and nftables; it takes part in no packet itself.</summary>
/// <param name="Processing">Who encrypts, on both ends.</param>
/// <param name="Connections">The pairs of machines, as listed.</param>
public sealed record IpsecPolicy(IpsecProcessing Processing, ImmutableArray<IpsecConnection> Connections);
