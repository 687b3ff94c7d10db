using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>A front-end farm or a send connector.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Servers">Its servers.</param>
internal sealed record ServerGroupStatus(
    string Name,
    ImmutableArray<InnerServerStatus> Servers);
