using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Waf;
using WebPublisher.Web.Firewall;

namespace WebPublisher.Commands.Firewall;

/// <summary>Finds and compiles the rules that a request is to be put to.</summary>
internal static class EvaluatedRules
{
    /// <summary>A firewall of its own for rules without a policy: it blocks, and judges responses where there is one.</summary>
    /// <param name="rules">The rule set, as named on the command line.</param>
    /// <param name="judgesResponse">Whether there is a response.</param>
    public static WafPolicy OfFolder(string rules, bool judgesResponse) => new()
    {
        Mode = FirewallMode.Block,
        Files = RuleFolder.Files(rules),
        Location = SourceLocation.BuiltIn,
        Response = judgesResponse ? new WafResponsePolicy(WafResponsePolicy.UsualTypes, WafResponsePolicy.UsualLimit, BeyondLimit.Pass) : null,
    };

    /// <summary>The firewall of a section.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="rule">The publishing rule, or null for the only one with a firewall.</param>
    /// <param name="section">The section, or null for the only one with a firewall.</param>
    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public static WafPolicy OfPolicy(PublisherPolicy policy, string? rule, string? section)
    {
        var found = policy.Web.Rules
            .Where(candidate => rule is null || candidate.Name == rule)
            .SelectMany(candidate => (candidate.Action as PublishAction)?.Sections.Select(part => (Name: SectionName.Of(candidate.Name, part.Name), Section: part)) ?? [])
            .Where(candidate => candidate.Section.Firewall is not null && (section is null || candidate.Section.Name == section))
            .ToList();
        return found.Count switch
        {
            0 => throw new CommandFailure(
                $"no section{(rule is null ? "" : $" of a rule '{rule}'")}{(section is null ? "" : $" '{section}'")} has a firewall; --rules PATH tries rules without a policy.",
                ExitCode.Usage),
            1 => found[0].Section.Firewall!,
            _ => throw new CommandFailure(
                $"several sections have a firewall: {string.Join(", ", found.Select(candidate => candidate.Name))}. Name one with --rule and --section.", ExitCode.Usage),
        };
    }

    /// <summary>Compiles.</summary>
    /// <exception cref="CommandFailure">The rules have errors; the message holds all of them.</exception>
    public static RuleSet Compile(WafPolicy firewall, TimeProvider time)
    {
        var compiled = new FirewallRules(time).Compile(firewall);
        return compiled.RuleSet
            ?? throw new CommandFailure($"the rules have {Count.Of(compiled.Errors.Count, "error")}:\n{string.Join('\n', compiled.Errors)}", ExitCode.PolicyErrors);
    }
}
