using WebPublisher.Policy.VirtualPatches;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class VirtualPatchesGuideTests
{
    [Fact]
    public void Every_patch_is_listed_with_its_references()
    {
        var lines = File.ReadAllLines(Repository.PathOf("docs/virtual-patches.md"));
        foreach (var patch in VirtualPatchCatalogue.All)
        {
            var row = Assert.Single(lines, line => line.StartsWith($"| `{patch.Id}`", StringComparison.Ordinal));
            Assert.Contains($"| {string.Join(", ", patch.References)} |", row, StringComparison.Ordinal);
            Assert.Equal(patch.EverySite && patch.Product != PatchedProduct.AnySite, row.StartsWith($"| `{patch.Id}` *", StringComparison.Ordinal));
        }

        Assert.Equal(VirtualPatchCatalogue.All.Length, lines.Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }
}
