using System.Collections.Immutable;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Rules;

/// <summary>Finds the rule that decides: the first in listed order whose conditions all hold; the default rule ends every policy and always matches.</summary>
public static class RuleResolver
{
    // Cheapest and most telling first. Resolve and Explain walk the same list, so they cannot disagree.
    private static readonly RuleCondition[] s_conditions = Enum.GetValues<RuleCondition>();

    /// <summary>The rule that decides. Allocates nothing.</summary>
    public static PublishingRule Resolve(WebPolicy policy, in RuleQuery query)
    {
        foreach (var rule in policy.Rules)
        {
            if (Matches(rule, query))
            {
                return rule;
            }
        }

        return PublishingRule.Default;
    }

    /// <summary>Every rule that was considered, in order, with the findings on each of its conditions; the last one is the rule that decides.</summary>
    public static ImmutableArray<RuleExplanation> Explain(WebPolicy policy, in RuleQuery query)
    {
        var explanations = ImmutableArray.CreateBuilder<RuleExplanation>();
        foreach (var rule in policy.Rules)
        {
            var findings = ImmutableArray.CreateBuilder<ConditionFinding>();
            foreach (var condition in s_conditions)
            {
                var holds = Holds(condition, rule, query);
                if (ConditionText.Describe(condition, rule, query, holds) is { } text)
                {
                    findings.Add(new ConditionFinding(condition, holds, text));
                }
            }

            var explanation = new RuleExplanation(rule, findings.ToImmutable());
            explanations.Add(explanation);
            if (explanation.Matched)
            {
                return explanations.ToImmutable();
            }
        }

        explanations.Add(new RuleExplanation(PublishingRule.Default, []));
        return explanations.ToImmutable();
    }

    private static bool Matches(PublishingRule rule, in RuleQuery query)
    {
        foreach (var condition in s_conditions)
        {
            if (!Holds(condition, rule, query))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(RuleCondition condition, PublishingRule rule, in RuleQuery query) => condition switch
    {
        RuleCondition.Listener => rule.Listeners is null || rule.Listeners.Contains(query.Listener.Name),

        // What reaches the pipeline over TLS has been decrypted, so it was not tunnelled and is not the rule's to answer. Plain HTTP to a tunnelled name is:
        // it is told to use a secure channel, and never forwarded.
        RuleCondition.Tunnel => !query.IsSecure || rule.Action is not PublishAction { Bridging: BridgingMode.Tunnel },
        RuleCondition.Destination => rule.Destinations is null || Covers(rule.Destinations, rule.Action is DenyAction, query),
        RuleCondition.Section => rule.Action is not PublishAction publish || publish.FindSection(query.Target.Path, query.Target.ReducedPath) is not null,
        RuleCondition.Method => rule.Methods is null || rule.Methods.Contains(query.Method),
        RuleCondition.Client => rule.Clients is null || rule.Clients.Contains(query.Client),
        _ => rule.Schedule is null || rule.Schedule.Includes(query.Instant),
    };

    /// <summary>
    /// Publishing asks for the path as it is forwarded. Denial also covers what a back end may take that path for (<see cref="Pipeline.CanonicalTarget.ReducedPath"/>):
    /// <c>/ecp;x/</c> must not step around a rule that denies <c>/ecp/*</c>.
    /// </summary>
    private static bool Covers(DestinationSet set, bool denies, in RuleQuery query)
    {
        foreach (var destination in set.Destinations)
        {
            if (destination.Host.Matches(query.Target.Host)
                && (Covers(destination, query.Target.Path) || (denies && Covers(destination, query.Target.ReducedPath))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Covers(Destination destination, string path)
    {
        foreach (var pattern in destination.Paths)
        {
            if (pattern.Matches(path))
            {
                return true;
            }
        }

        return destination.Paths.IsEmpty;
    }
}
