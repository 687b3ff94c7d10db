using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>What IPsec protects.</summary>
/// <param name="State"><c>off</c> (the policy asks for none), <c>standing</c>, <c>broken</c>, or <c>unknown</c> (strongSwan cannot be asked).</param>
/// <param name="Problem">Why it cannot be asked.</param>
/// <param name="Connections">Each connection this machine is an end of.</param>
internal sealed record IpsecStatus(
    string State,
    string? Problem,
    ImmutableArray<IpsecConnectionStatus> Connections);
