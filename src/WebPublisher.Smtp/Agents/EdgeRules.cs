using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Rules;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Does what an operator's rules say with messages, in their order: each that fits is carried out, until one stops, refuses or deletes. A rule sees the message as it was before
/// all rules, and the spam confidence level as earlier ones set it.
/// </summary>
internal sealed class EdgeRules : SmtpAgent
{
    private readonly EdgeRulesPolicy _policy;
    private readonly RulePhrases _phrases;

    public EdgeRules(EdgeRulesPolicy policy) => (_policy, _phrases) = (policy, new RulePhrases(policy.Rules));

    public override string Name => "edgeRules";

    public override AgentScope Scope => AgentScope.Everybody;

    public override PhraseSet? Phrases => _phrases.Set;

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context)
    {
        var facts = new RuleFacts(context, _phrases);
        var outcome = new RuleOutcome();
        foreach (var rule in _policy.Rules)
        {
            if (!await facts.AllHoldAsync(rule.When) || await facts.AnyHoldsAsync(rule.Except))
            {
                continue;
            }

            outcome.Take(rule);
            facts.Scl = rule.Then.SetScl ?? facts.Scl;
            if (rule.Then.Stop || outcome.IsFinal)
            {
                break;
            }
        }

        return outcome.ToFinding();
    }
}
