using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Compilation;

/// <summary>Lays what is said of a section over each other: by the profile, by the rule, by the rule of that section; what stands closest holds, key by key.</summary>
internal static class SectionLayers
{
    private static readonly DocumentShape Shape = ShapeCatalog.Document(typeof(SectionDocument));

    /// <summary>The sections of a rule in the order in which they are asked for a path, with all that holds for them.</summary>
    public static List<(string Name, SectionDocument Document)> Lay(PublishingRuleDocument rule, ProfileDocument? profile)
    {
        // A section of the rule's own comes before those of the profile: it is the more particular one.
        var laid = Own(rule, profile).Select(s => (s.Name.Value, (SectionDocument)Shape.Lay(s.Value!, OfRule(rule)))).ToList();
        foreach (var entry in profile?.Sections ?? [])
        {
            var section = UnderOverride(rule, entry.Value!);
            laid.Add((entry.Name.Value, Override(rule, entry.Name.Value) is { } closer ? (SectionDocument)Shape.Lay(closer, section) : section));
        }

        if (profile is null)
        {
            // What no section of the rule's own has is treated as the rule says.
            laid.Add(("", OfRule(rule)));
        }

        return laid;
    }

    /// <summary>Sections that the profile does not have.</summary>
    public static IEnumerable<DocumentEntry<SectionDocument>> Own(PublishingRuleDocument rule, ProfileDocument? profile) =>
        rule.Sections.Where(s => s.Value is not null && profile?.Sections.Any(p => p.Name.Value == s.Name.Value) != true);

    /// <summary>What the rule says of one section, or null.</summary>
    public static SectionDocument? Override(PublishingRuleDocument rule, string section) => rule.Sections.FirstOrDefault(s => s.Name.Value == section)?.Value;

    /// <summary>A section of the profile with what the rule says of all sections, but not what it says of this one.</summary>
    public static SectionDocument UnderOverride(PublishingRuleDocument rule, SectionDocument section) => (SectionDocument)Shape.Lay(rule, section);

    private static SectionDocument OfRule(PublishingRuleDocument rule) => (SectionDocument)Shape.Lay(rule, new SectionDocument());
}
