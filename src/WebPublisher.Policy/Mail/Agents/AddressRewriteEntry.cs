using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>One address or domain inside, and what the world knows it by.</summary>
/// <param name="Internal">An address, a domain, or all domains below one.</param>
/// <param name="External">An address or a domain, of the same kind.</param>
/// <param name="OutboundOnly">Whether mail from outside is left alone.</param>
/// <param name="Except">Domains below <paramref name="Internal"/> that are left alone.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record AddressRewriteEntry(string Internal, string External, bool OutboundOnly, ImmutableArray<DomainPattern> Except, SourceLocation Location)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Internal} {(OutboundOnly ? "->" : "<->")} {External}{(Except.IsEmpty ? "" : $" except {string.Join(' ', Except)}")}";
}
