using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Waf;
using WebPublisher.Web.Firewall;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Firewall;

/// <summary>Finds and compiles the rules that a request is to be put to.</summary>
internal static class EvaluatedRules
{
    private static readonly string[] s_schemes = ["https", "http"];

    /// <summary>A firewall of its own for rules without a policy: it blocks, and judges responses where there is one.</summary>
    /// <param name="rules">The rule set, as named on the command line.</param>
    /// <param name="judgesResponse">Whether there is a response.</param>
    public static NamedFirewall OfFolder(string rules, bool judgesResponse) => new(rules, new WafPolicy
    {
        Mode = FirewallMode.Block,
        Files = RuleFolder.Files(rules),
        Location = SourceLocation.BuiltIn,
        Response = judgesResponse ? new WafResponsePolicy(WafResponsePolicy.UsualTypes, WafResponsePolicy.UsualLimit, BeyondLimit.Pass) : null,
    });

    /// <summary>The firewall of a section: the one named, the only one, or the one that the request would come to.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="rule">The publishing rule, or null for any.</param>
    /// <param name="section">The section, or null for any.</param>
    /// <param name="request">The request.</param>
    /// <param name="client">The client's address, or null for a stranger's.</param>
    /// <param name="now">When it arrives.</param>
    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public static NamedFirewall OfPolicy(PublisherPolicy policy, string? rule, string? section, RawMessage request, IPAddress? client, DateTimeOffset now)
    {
        List<NamedFirewall> found = [];
        foreach (var candidate in policy.Web.Rules.Where(candidate => rule is null || candidate.Name == rule))
        {
            foreach (var part in (candidate.Action as PublishAction)?.Sections ?? [])
            {
                if (part.Firewall is { } firewall && (section is null || part.Name == section))
                {
                    found.Add(new NamedFirewall(SectionName.Of(candidate.Name, part.Name), firewall));
                }
            }
        }

        return found.Count switch
        {
            0 => throw new CommandFailure(
                $"no section{(rule is null ? "" : $" of a rule '{rule}'")}{(section is null ? "" : $" '{section}'")} has a firewall; --rules PATH tries rules without a policy.",
                ExitCode.Usage),
            1 => found[0],
            _ => found.Find(candidate => ReferenceEquals(candidate.Policy, SectionOf(policy, request, client, now)?.Firewall)) ?? throw new CommandFailure(
                $"several sections have a firewall, and the request comes to none of them: {string.Join(", ", found.Select(candidate => candidate.Name))}. "
                + "Name one with --rule and --section.",
                ExitCode.Usage),
        };
    }

    // What the policy would do with it, as explain has it; what is no URL comes to no section.
    private static PublishSection? SectionOf(PublisherPolicy policy, RawMessage request, IPAddress? client, DateTimeOffset now)
    {
        if (request.StartLine.Split(' ') is not [var method, ['/', ..] target, ..] || request.Field("Host") is not { Length: > 0 } host)
        {
            return null;
        }

        try
        {
            return s_schemes
                .Select(scheme => PolicyAnswer.To(new PolicyQuestion(method, $"{scheme}://{host}{target}", client, now), policy).Outcome?.Section)
                .FirstOrDefault(section => section?.Firewall is not null);
        }
        catch (CommandFailure)
        {
            // The Host is none: the rules are there for such requests too, but which ones has to be said.
            return null;
        }
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
