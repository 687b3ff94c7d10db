using System.Collections.Immutable;
using WebPublisher.Policy;
using WebPublisher.Policy.Profiles;

namespace WebPublisher.Commands;

/// <summary>What a profile means, or how a rule treats its sections.</summary>
/// <param name="About">Whose sections they are, as a heading.</param>
/// <param name="Sections">The sections asked for.</param>
internal sealed record SectionAnswer(string About, ImmutableArray<SectionListing> Sections)
{
    /// <summary>The sections of a profile, or one of them.</summary>
    /// <exception cref="CommandFailure">There is no such profile or section.</exception>
    public static SectionAnswer ToProfile(string name, string? section) => ProfileCatalog.Find(name) is { } profile
        ? new($"profile {name}: {profile.Description!.Value.Value}", Choose(SectionListing.Of(profile), section, $"profile {name}"))
        : throw new CommandFailure($"there is no profile {name}; there are {string.Join(", ", ProfileCatalog.Names)}.", ExitCode.Usage);

    /// <summary>The sections of a rule, or one of them.</summary>
    /// <exception cref="CommandFailure">There is no such rule or section, or the rule publishes nothing.</exception>
    public static SectionAnswer ToRule(string name, string? section, string path, PublisherPolicy policy)
    {
        if (policy.Web.Rules.FirstOrDefault(r => r.Name == name) is not { } rule)
        {
            throw new CommandFailure($"the policy has no rule '{name}'; it has {string.Join(", ", policy.Web.Rules.Select(r => $"'{r.Name}'"))}.", ExitCode.Usage);
        }

        if (rule.Action is not Policy.Rules.PublishAction publish)
        {
            throw new CommandFailure($"the rule '{name}' publishes nothing.", ExitCode.Usage);
        }

        var heading = $"rule '{name}'  [{rule.Location}]{(publish.Profile is { } profile ? $", profile {profile}" : "")}";
        return new(heading, Choose(SectionListing.OfRule(path, name), section, $"the rule '{name}'"));
    }

    private static ImmutableArray<SectionListing> Choose(ImmutableArray<SectionListing> all, string? section, string owner)
    {
        var chosen = all.Where(s => section is null || s.Name == section).ToImmutableArray();
        return !chosen.IsEmpty ? chosen : throw new CommandFailure(
            $"{owner} has no section '{section}'{(all is [{ Name: "" }] ? "" : $"; it has {string.Join(", ", all.Select(s => s.Name).Where(n => n.Length > 0))}")}.", ExitCode.Usage);
    }
}
