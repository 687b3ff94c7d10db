using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/logons/release</c>.</summary>
/// <param name="Ids">Numbers of locks.</param>
internal sealed record LogonChoice(
    ImmutableArray<long> Ids);
