using System.Collections.Immutable;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Listeners.Tunnels;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;
using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Commands;

/// <summary>What a policy does with an imagined request, found by the code that decides about real ones.</summary>
internal sealed record PolicyAnswer
{
    /// <summary>The question.</summary>
    public required PolicyQuestion Question { get; init; }

    /// <summary>What the rules were asked; null when it did not come to that.</summary>
    public RuleQuery? Query { get; init; }

    /// <summary>The rules considered, in order; the last one decided. Empty when it did not come to that.</summary>
    public ImmutableArray<RuleExplanation> Considered { get; init; } = [];

    /// <summary>What follows from the rule that decided, or null.</summary>
    public RuleOutcome? Outcome { get; init; }

    /// <summary>Why it is refused, by a rule or before any was asked; or null.</summary>
    public Denial? Denial { get; init; }

    /// <summary>Whether no listener speaks the URL's scheme, so that nothing answers at all.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>Name of the rule that decided, or null.</summary>
    public string? Rule => Outcome?.Rule.Name;

    /// <summary>Status the publisher itself answers with; 0 when a front end answers, or nobody.</summary>
    public int Status => Denial?.Status ?? Outcome?.Status ?? 0;

    /// <summary>Asks a policy.</summary>
    /// <exception cref="CommandFailure">The URL is none, or the listener asked for does not exist.</exception>
    public static PolicyAnswer To(PolicyQuestion question, PublisherPolicy policy)
    {
        if (!CanonicalTarget.TryParseUrl(question.Url, out var scheme, out var target, out var reason))
        {
            return scheme is null
                ? throw new CommandFailure($"{question.Url} is {reason}.", ExitCode.Usage)
                : new PolicyAnswer { Question = question, Denial = new Denial(DenialReason.InvalidTarget, reason) };
        }

        if (ListenerChoice.Choose(policy.Web, scheme, target.Port, question.Listener) is not { } listener)
        {
            return new PolicyAnswer { Question = question, IsUnanswered = true };
        }

        var query = new RuleQuery
        {
            Listener = listener,
            Target = target,
            Method = question.Method,
            Client = question.Client ?? StrangerAddress.For(policy.Web),
            Instant = question.Instant,
        };
        if (query.IsSecure && TunnelRules.Resolve(policy.Web, listener.Name, target.Host, query.Client, query.Instant) is { Action: PublishAction tunnel } rule)
        {
            var tunnelled = new RuleOutcome { Rule = rule, Decision = PublishingDecision.Tunnelled, Publish = tunnel };
            return new PolicyAnswer { Question = question, Query = query, Outcome = tunnelled };
        }

        if (RefusedMethods.Refuse(question.Method) is { } refused)
        {
            return new PolicyAnswer { Question = question, Query = query, Denial = refused };
        }

        var considered = RuleResolver.Explain(policy.Web, query);
        var outcome = RuleOutcome.Of(policy.Web, considered[^1].Rule, query);
        if ((PatchSet.JudgeTarget(outcome.Publish, outcome.Section, question.Method, target) ?? HttpFilter.JudgeTarget(outcome.Section?.HttpFilter, question.Method, target)) is { } rejected)
        {
            outcome = outcome.RefusedBy(rejected);
        }

        return new PolicyAnswer { Question = question, Query = query, Considered = considered, Outcome = outcome, Denial = outcome.Denial };
    }
}
