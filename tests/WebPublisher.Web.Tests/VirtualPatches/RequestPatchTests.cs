using WebPublisher.Policy.VirtualPatches;
using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Web.Tests.VirtualPatches;

/// <summary>Every patch stops its attack, and no patch of its product stops the legitimate twin.</summary>
public sealed class RequestPatchTests
{
    public static TheoryData<PatchCase> Attacks => [.. PatchCases.All.Where(c => c.IsAttack)];

    public static TheoryData<PatchCase> Twins => [.. PatchCases.All.Where(c => !c.IsAttack)];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_is_recognised(PatchCase attack)
    {
        var patch = Assert.Single(VirtualPatchCatalogue.Named(attack.Patch));

        Assert.NotNull(Judge(patch, attack));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Its_legitimate_twin_passes_all_patches_of_the_product(PatchCase twin)
    {
        var product = Assert.Single(VirtualPatchCatalogue.Named(twin.Patch)).Product;
        var patches = VirtualPatchCatalogue.All.Where(p => p.EverySite || p.Product == product || p.Id == twin.Patch);

        Assert.Empty(patches.Where(patch => Judge(patch, twin) is not null).Select(patch => patch.Id));
    }

    [Fact]
    public void Every_patch_has_code_an_attack_and_a_twin()
    {
        foreach (var patch in VirtualPatchCatalogue.All)
        {
            Assert.NotNull(RequestPatches.Of(patch));
            Assert.Contains(PatchCases.All, c => c.Patch == patch.Id && c.IsAttack);
            Assert.Contains(PatchCases.All, c => c.Patch == patch.Id && !c.IsAttack);
        }

        Assert.All(PatchCases.All, c => Assert.Single(VirtualPatchCatalogue.Named(c.Patch)));
    }

    private static string? Judge(VirtualPatch patch, PatchCase written)
    {
        var request = written.Parse(out var body);
        var code = RequestPatches.Of(patch);
        var finding = code.JudgeHead(request) ?? (code.BodyWanted(request) > 0 ? code.JudgeBody(request, body) : null);
        if (finding is null && code is FieldPatch fields)
        {
            finding = request.Fields.Where(f => f.Value.Any(v => fields.Blocks(v))).Select(f => PatchFinding.Field(f.Key)).FirstOrDefault();
        }

        return finding?.Where;
    }
}
