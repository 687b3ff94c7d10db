using System.Collections.Immutable;

namespace WebPublisher.Policy.VirtualPatches;

/// <summary>The virtual patches of a section.</summary>
/// <param name="Block">Those whose attacks are refused: 403, code 12217.</param>
/// <param name="Report">Those whose attacks are only told of in the log.</param>
public sealed record VirtualPatchPolicy(ImmutableArray<VirtualPatch> Block, ImmutableArray<VirtualPatch> Report)
{
    /// <summary>What guards a rule that says nothing of virtual patches.</summary>
    public static VirtualPatchPolicy EverySite { get; } = new([.. VirtualPatchCatalogue.All.Where(patch => patch.EverySite)], []);
}
