using System.Collections.Immutable;
using WebPublisher.Policy.Compilation;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Sources;
using WebPublisher.Policy.VirtualPatches;

namespace WebPublisher.Policy.Profiles;

/// <summary>What holds for a section, in full: what was written of it and where, and the defaults of all else.</summary>
/// <param name="Name">Its name; empty where the rule is not divided.</param>
/// <param name="Keys">Its keys, in the order of the policy reference.</param>
/// <param name="Patches">The virtual patches in force, or null for none.</param>
public sealed record SectionListing(string Name, ImmutableArray<TreatmentKey> Keys, VirtualPatchPolicy? Patches)
{
    /// <summary>The sections of a profile.</summary>
    public static ImmutableArray<SectionListing> Of(ProfileDocument profile) => [.. profile.Sections.Select(s => Of(s.Name.Value, s.Value!))];

    /// <summary>The sections of a rule, with its profile and its overrides; empty when the policy has no such rule, or has errors.</summary>
    /// <param name="path">The main policy file.</param>
    /// <param name="rule">The rule's name.</param>
    public static ImmutableArray<SectionListing> OfRule(string path, string rule)
    {
        using var files = new SourceFiles();
        var diagnostics = new DiagnosticList();
        var document = new PolicyDocumentReader(files, diagnostics).Read(Path.GetFullPath(path));
        var found = document?.PublishingRules.FirstOrDefault(r => r.Name?.Value == rule);
        return found is null || diagnostics.HasErrors
            ? []
            : [.. SectionLayers.Lay(found, found.Profile is { } profile ? ProfileCatalog.Find(profile.Value) : null).Select(s => Of(s.Name, s.Document))];
    }

    private static SectionListing Of(string name, SectionDocument section) =>
        new(name, [.. WrittenKeys.All(section)], VirtualPatchesCompiler.Compile(section.VirtualPatches, new DiagnosticList()));
}
