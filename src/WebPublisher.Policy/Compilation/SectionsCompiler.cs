using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using WebPublisher.Policy.Compilation.Filtering;
using WebPublisher.Policy.Compilation.Firewall;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Firewall;
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
        CheckOwn(rule, profile);
        if (profile is not null)
        {
            OverrideWarnings.Check(rule, profile, context.Diagnostics);
        }

        var laid = SectionLayers.Lay(rule, profile);
        CheckFirewall(rule, laid);
        var sections = laid.Select(s => Compile(s.Name, s.Document)).ToImmutableArray();
        if (!sections.Any(s => s.IsPublished) && context.Diagnostics.Count == errors)
        {
            context.Diagnostics.Error(rule.LocationOf(nameof(rule.Sections)), "no section is published; a rule that publishes nothing can be left out");
        }

        return sections;
    }

    private void CheckOwn(PublishingRuleDocument rule, ProfileDocument? profile)
    {
        foreach (var (name, _) in SectionLayers.Own(rule, profile).Where(s => !s.Value!.Has(nameof(SectionDocument.Paths))))
        {
            var suggestion = profile is null ? "" : Suggestion.For(name.Value, [.. profile.Sections.Select(s => s.Name.Value)], $"sections of profile {rule.Profile!.Value.Value}");
            context.Diagnostics.Error(name.Location, $"section {Quoted.Text(name.Value)} has no paths; write which are meant, as in paths: [/owa/*]{suggestion}");
        }
    }

    /// <summary>A firewall that somebody describes and nobody switches on is a mistake.</summary>
    private void CheckFirewall(PublishingRuleDocument rule, List<(string Name, SectionDocument Document)> laid)
    {
        if (rule.Waf is { } waf && !waf.Has(nameof(WafDocument.Mode)) && laid.All(section => section.Document.Waf?.Mode is null))
        {
            context.Diagnostics.Error(waf.Start, "the firewall is off; write mode: block, or mode: detect to be told what block would refuse");
        }
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
            Firewall = WafCompiler.Compile(document.Waf, filter, context),
            LinkTranslation = LinkTranslationCompiler.Compile(document.LinkTranslation, context.Diagnostics),
            RateLimits = RateLimitsCompiler.Compile(document.RateLimits, context),
            VirtualPatches = VirtualPatchesCompiler.Compile(document.VirtualPatches, context.Diagnostics),
            Logon = LogonCompiler.Compile(document.Logon, context),
        };
    }
}
