using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.VirtualPatches;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>virtualPatches</c>.</summary>
internal static class VirtualPatchesCompiler
{
    private const string All = "all";

    /// <summary>Compiles the patches of a section; null when none is left.</summary>
    public static VirtualPatchPolicy? Compile(VirtualPatchesDocument? document, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return VirtualPatchPolicy.EverySite;
        }

        var products = document.For.Select(p => p.Value).ToHashSet();
        var here = VirtualPatchCatalogue.All.Where(p => p.EverySite || products.Contains(p.Product)).ToImmutableArray();
        var off = Select(document.Off, here, products, diagnostics);
        var report = Select(document.Report, here, products, diagnostics);
        foreach (var name in document.Report.Where(name => document.Off.Any(other => other.Value.Equals(name.Value, StringComparison.OrdinalIgnoreCase))))
        {
            diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} is off as well; what is off is not reported");
        }

        var policy = new VirtualPatchPolicy([.. here.Where(p => !off.Contains(p) && !report.Contains(p))], [.. here.Where(p => report.Contains(p) && !off.Contains(p))]);
        return policy.Block.IsEmpty && policy.Report.IsEmpty ? null : policy;
    }

    private static HashSet<VirtualPatch> Select(DocumentList<Located<string>> names, ImmutableArray<VirtualPatch> here, HashSet<PatchedProduct> products, DiagnosticList diagnostics)
    {
        var selected = new HashSet<VirtualPatch>();
        foreach (var name in names)
        {
            var patches = name.Value == All ? here : VirtualPatchCatalogue.Named(name.Value);
            if (patches.IsEmpty)
            {
                diagnostics.Error(name.Location, $"there is no virtual patch {Quoted.Text(name.Value)}{Suggestion.For(name.Value, [.. VirtualPatchCatalogue.Names], "the product has")}");
            }
            else if (!patches.Any(here.Contains))
            {
                var software = products.Count == 0 ? "every site" : string.Join(", ", products.Order().Select(p => WordText.Of(p)));
                diagnostics.Warning(name.Location, $"{Quoted.Text(name.Value)} changes nothing here: it is a patch for {WordText.Of(patches[0].Product)}, and this has those for {software}");
            }

            selected.UnionWith(patches);
        }

        return selected;
    }
}
