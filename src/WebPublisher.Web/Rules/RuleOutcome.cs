using WebPublisher.Policy;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using WebPublisher.Web.Translation;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Rules;

/// <summary>
/// What the publisher does with a request: forwards it, redirects it or refuses it. A pure function of policy and query, used by the pipeline and by
/// <c>explain</c> and <c>test</c>, so that what they promise is what happens.
/// </summary>
public readonly record struct RuleOutcome
{
    /// <summary>The rule that decided.</summary>
    public required PublishingRule Rule { get; init; }

    /// <summary><see cref="PublishingDecision.Forwarded"/>, <see cref="PublishingDecision.Redirected"/> or <see cref="PublishingDecision.Denied"/>.</summary>
    public required PublishingDecision Decision { get; init; }

    /// <summary>The status of the answer; 0 when the front end gives it.</summary>
    public int Status { get; init; }

    /// <summary>IIS's sub-status of a refusal, such as 4 in 403.4, or 0.</summary>
    public int SubStatus => Denial?.SubStatus ?? 0;

    /// <summary>ISA Server's code of a refusal, such as 12202, or 0.</summary>
    public int Code => Denial?.Code ?? 0;

    /// <summary>Where a redirect leads, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Why it is refused, or null.</summary>
    public Denial? Denial { get; init; }

    /// <summary>How it is forwarded, or null.</summary>
    public PublishAction? Publish { get; init; }

    /// <summary>The section of the rule it belongs to, or null when it is not forwarded.</summary>
    public PublishSection? Section { get; init; }

    /// <summary>The farm that answers it, or null.</summary>
    public FrontEndFarm? Farm => Publish?.To;

    /// <summary>The encoded path the front end is asked for: the canonical one, mapped as the rule says; null when the request is not forwarded.</summary>
    public string? InnerPath(CanonicalTarget target) => Publish is null ? null : LinkTranslation.For(Publish).InnerPath(target);

    /// <summary>The same rule and section, but refused by a step that comes after rule resolution.</summary>
    public RuleOutcome RefusedBy(Denial denial) => this with { Decision = PublishingDecision.Denied, Status = denial.Status, Denial = denial, Publish = null };

    /// <summary>Resolves the rule and says what follows.</summary>
    public static RuleOutcome Decide(WebPolicy policy, in RuleQuery query) => Of(policy, RuleResolver.Resolve(policy, query), query);

    /// <summary>What follows from <paramref name="rule"/>, given that it matched <paramref name="query"/>.</summary>
    public static RuleOutcome Of(WebPolicy policy, PublishingRule rule, in RuleQuery query)
    {
        if (rule.Action is DenyAction)
        {
            // A refused URL is refused on any channel: asking for a secure one would promise something.
            return Deny(rule, ReferenceEquals(rule, PublishingRule.Default) ? DenialReason.NotPublished : DenialReason.DeniedByRule, detail: null);
        }

        var section = (rule.Action as PublishAction)?.FindSection(query.Target.Path, query.Target.ReducedPath);
        if (query.Target.HasEncodedSlash && section is not { EncodedSlash: true })
        {
            return Deny(rule, DenialReason.InvalidTarget, "an encoded slash in the path; encodedSlash: true in the rule or its section lets it pass");
        }

        if (rule.Methods is null && section?.HttpFilter?.Methods?.Allowed is null && !KnownMethods.Contains(query.Method))
        {
            return Deny(rule, DenialReason.MethodRefused, $"{query.Method} is no method that webmail uses; methods of the rule or of its filter that list it let it pass");
        }

        var tunnels = rule.Action is PublishAction { Bridging: BridgingMode.Tunnel };
        if (!query.IsSecure && (rule.RequireSecureChannel || tunnels))
        {
            return rule.RedirectToHttps && SecureListener(policy, rule) is { } listener
                ? Redirect(rule, 308, SecureLocation(query.Target, listener))
                : Deny(rule, DenialReason.SecureChannelRequired, detail: null);
        }

        if (query.IsSecure && query.KeyBits < rule.MinimumKeyBits)
        {
            return Deny(rule, DenialReason.StrongerEncryptionRequired, $"a key of {query.KeyBits} bits, the rule asks for {rule.MinimumKeyBits}");
        }

        return rule.Action switch
        {
            RedirectAction redirect => Redirect(rule, redirect.Status, RedirectLocation(redirect, query.Target)),
            PublishAction publish => new RuleOutcome
            {
                Rule = rule,
                Decision = PublishingDecision.Forwarded,
                Publish = publish,
                Section = section,
            },
            _ => throw new InvalidOperationException($"Rule '{rule.Name}' has an action of no known kind, {rule.Action.GetType().Name}."),
        };
    }

    private static RuleOutcome Deny(PublishingRule rule, DenialReason reason, string? detail)
    {
        var denial = new Denial(reason, detail);
        return new RuleOutcome { Rule = rule, Decision = PublishingDecision.Denied, Status = denial.Status, Denial = denial };
    }

    private static RuleOutcome Redirect(PublishingRule rule, int status, string location) =>
        new() { Rule = rule, Decision = PublishingDecision.Redirected, Status = status, Location = location };

    private static ListenerPolicy? SecureListener(WebPolicy policy, PublishingRule rule)
    {
        foreach (var listener in policy.Listeners)
        {
            if (listener.Protocol == ListenerProtocol.Https && (rule.Listeners is null || rule.Listeners.Contains(listener.Name)))
            {
                return listener;
            }
        }

        return null;
    }

    private static string SecureLocation(CanonicalTarget target, ListenerPolicy listener) =>
        $"https://{new Authority(target.Host, listener.EndPoint.Port).ToString("https")}{target.EncodedPath}{target.Query}";

    private static string RedirectLocation(RedirectAction redirect, CanonicalTarget target)
    {
        var location = redirect.Location.AbsoluteUri;
        return redirect.KeepPath ? string.Concat(location.AsSpan().TrimEnd('/'), target.EncodedPath, target.Query) : location;
    }
}
