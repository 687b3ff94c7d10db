using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using WebPublisher.Policy.Compilation.Filtering;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Profiles;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>
/// Compiles the sections of a rule: those of its profile, with what the rule says of all of them and of each laid over them. A rule without either has one section for
/// all its paths.
/// </summary>
internal sealed class SectionsCompiler(CompilationContext context)
{
    // Room for the 25 MB that most mail systems accept, a third larger in base64, and some headers.
    private const long UsualRequestBody = 36L * 1024 * 1024;

    private static readonly DocumentShape Shape = ShapeCatalog.Document(typeof(SectionDocument));

    /// <summary>The keys of a treatment: they belong to rules that publish, and to their sections.</summary>
    public static ImmutableArray<(string Property, string Key)> TreatmentKeys { get; } =
    [
        .. from property in typeof(TreatmentDocument).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where property.GetCustomAttribute<KeyAttribute>() is not null
           select (property.Name, JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];

    /// <summary>Compiles the sections in their order; empty after an error.</summary>
    public ImmutableArray<PublishSection> Compile(PublishingRuleDocument rule)
    {
        var profile = rule.Profile is { } name ? ProfileCatalog.Find(name, context.Diagnostics) : null;
        if (rule.Profile is not null && profile is null)
        {
            return [];
        }

        var errors = context.Diagnostics.Count;
        var sections = Lay(rule, profile).Select(s => Compile(s.Name, s.Document)).ToImmutableArray();
        if (!sections.Any(s => s.IsPublished) && context.Diagnostics.Count == errors)
        {
            context.Diagnostics.Error(rule.LocationOf(nameof(rule.Sections)), "no section is published; a rule that publishes nothing can be left out");
        }

        return sections;
    }

    private List<(string Name, SectionDocument Document)> Lay(PublishingRuleDocument rule, ProfileDocument? profile)
    {
        // A section of the rule's own comes before those of the profile: it is the more particular one.
        var own = rule.Sections.Where(s => s.Value is not null).ToDictionary(s => s.Name.Value, s => s.Value!, StringComparer.Ordinal);
        var known = profile?.Sections.Select(s => s.Name.Value).ToHashSet(StringComparer.Ordinal) ?? [];
        var laid = new List<(string, SectionDocument)>();
        foreach (var (name, section) in own.Where(s => !known.Contains(s.Key)))
        {
            CheckOwn(rule, profile, name, section);
            laid.Add((name, (SectionDocument)Shape.Lay(section, Shape.Lay(rule, new SectionDocument()))));
        }

        foreach (var entry in profile?.Sections ?? [])
        {
            var section = Shape.Lay(rule, entry.Value!);
            laid.Add((entry.Name.Value, (SectionDocument)(own.GetValueOrDefault(entry.Name.Value) is { } closer ? Shape.Lay(closer, section) : section)));
        }

        if (profile is null)
        {
            // What no section of the rule's own has is treated as the rule says.
            laid.Add(("", (SectionDocument)Shape.Lay(rule, new SectionDocument())));
        }

        return laid;
    }

    private void CheckOwn(PublishingRuleDocument rule, ProfileDocument? profile, string name, SectionDocument section)
    {
        if (section.Has(nameof(section.Paths)))
        {
            return;
        }

        var location = rule.Sections.First(s => s.Name.Value == name).Name.Location;
        var suggestion = profile is null ? "" : Suggestion.For(name, [.. profile.Sections.Select(s => s.Name.Value)], $"sections of profile {rule.Profile!.Value.Value}");
        context.Diagnostics.Error(location, $"section {Quoted.Text(name)} has no paths; write which are meant, as in paths: [/owa/*]{suggestion}");
    }

    private PublishSection Compile(string name, SectionDocument document)
    {
        var filter = HttpFilterCompiler.Compile(document.HttpFilter, context.Diagnostics);
        var longest = document.MaxRequestBody is { } limit ? limit.Value.Maximum : UsualRequestBody;
        return new PublishSection
        {
            Name = name,
            IsPublished = document.Published?.Value ?? true,
            Paths = [.. document.Paths.Select(p => p.Value)],

            // A filter refuses what is announced too long; what is not announced is counted as it comes, by the limit that is lower.
            MaximumRequestBody = filter?.MaximumBody < longest || longest is null ? filter?.MaximumBody ?? longest : longest,
            Authentication = AuthenticationCompiler.Compile(document.Authentication),
            EncodedSlash = document.EncodedSlash?.Value ?? false,
            Limits = LimitsCompiler.Compile(document.Limits, context),
            HttpFilter = filter,
            LinkTranslation = LinkTranslationCompiler.Compile(document.LinkTranslation, context.Diagnostics),
            RateLimits = RateLimitsCompiler.Compile(document.RateLimits, context),
            VirtualPatches = VirtualPatchesCompiler.Compile(document.VirtualPatches, context),
            Logon = LogonCompiler.Compile(document.Logon, context),
        };
    }
}
