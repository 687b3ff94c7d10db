using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/held/release</c> and <c>/api/held/delete</c>.</summary>
/// <param name="Messages">Numbers or references.</param>
internal sealed record HeldChoice(
    ImmutableArray<string> Messages);
