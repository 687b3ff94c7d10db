using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>The policy in force.</summary>
/// <param name="Revision">Its revision, as records have it.</param>
/// <param name="File">The main policy file.</param>
/// <param name="History">The start and the reloads since, the latest first, twenty at most.</param>
internal sealed record PolicyStatus(
    string Revision,
    string File,
    ImmutableArray<ReloadStatus> History);
