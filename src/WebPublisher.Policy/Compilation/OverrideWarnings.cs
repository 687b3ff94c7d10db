using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Profiles;

namespace WebPublisher.Policy.Compilation;

/// <summary>Warns of what a rule says and its profile said already, and of what it says of a section that stays closed.</summary>
internal static class OverrideWarnings
{
    private const string Published = "published";

    /// <summary>Checks what the rule says of all sections, and of each.</summary>
    public static void Check(PublishingRuleDocument rule, ProfileDocument profile, DiagnosticList diagnostics)
    {
        var name = rule.Profile!.Value.Value;
        var sections = profile.Sections.Where(s => s.Value!.Published?.Value != false).Select(s => Values(s.Value!)).ToList();
        var treatment = (SectionDocument)ShapeCatalog.Document(typeof(SectionDocument)).Lay(rule, new SectionDocument());
        foreach (var key in WrittenKeys.Written(treatment).Where(key => sections.All(values => values.GetValueOrDefault(key.Key) == key.Value)))
        {
            diagnostics.Warning(key.Origin!.Value, $"'{key.Key}' changes nothing: profile {name} says {key.Value} of all its sections");
        }

        foreach (var entry in profile.Sections)
        {
            if (SectionLayers.Override(rule, entry.Name.Value) is { } closer)
            {
                Check(closer, SectionLayers.UnderOverride(rule, entry.Value!), $"section '{entry.Name.Value}' of profile {name}", diagnostics);
            }
        }
    }

    private static void Check(SectionDocument closer, SectionDocument under, string section, DiagnosticList diagnostics)
    {
        var values = Values(under);
        var isClosed = !(closer.Published?.Value ?? under.Published?.Value ?? true);
        foreach (var key in WrittenKeys.Written(closer))
        {
            if (values.GetValueOrDefault(key.Key) == key.Value)
            {
                diagnostics.Warning(key.Origin!.Value, $"'{key.Key}' changes nothing: it is {key.Value} already in {section}");
            }
            else if (isClosed && key.Key != Published)
            {
                diagnostics.Warning(key.Origin!.Value, $"'{key.Key}' changes nothing: {section} is not published; add published: true");
            }
        }
    }

    private static Dictionary<string, string> Values(Document document) => WrittenKeys.All(document).ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal);
}
