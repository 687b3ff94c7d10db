using WebPublisher.Web.Authentication;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Logons;
using WebPublisher.Web.RateLimits;
using WebPublisher.Web.Rules;
using WebPublisher.Web.Translation;
using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// What a section has done with a request before it is forwarded, one judgement after the other: what costs least comes first, and nothing of the body is read before its
/// limits are set. A judgement that the section does not ask for costs a comparison with null.
/// </summary>
/// <param name="rates">What clients and users have asked for lately.</param>
/// <param name="rules">The compiled rules of firewalls.</param>
/// <param name="logons">Who has failed to log on lately.</param>
public sealed class SectionTreatment(RequestRates rates, FirewallRules rules, LogonGuard logons)
{
    /// <summary>Judges a request that a rule publishes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">What the rules were asked.</param>
    /// <param name="outcome">What they answered.</param>
    /// <returns>Why it is refused, or null.</returns>
    internal async ValueTask<Denial?> JudgeAsync(PublishingContext context, RuleQuery query, RuleOutcome outcome)
    {
        var (http, section) = (context.Http, context.Section);
        var (patches, filter) = (section.VirtualPatches is { } policy ? PatchSet.For(policy) : null, section.HttpFilter);
        var inner = patches is null ? context.Target : LinkTranslation.For(outcome.Publish!).Inner(context.Target);

        // 1. By its head.
        var denial = (section.RateLimits is { } limits ? rates.Examine(limits, http, query.Client) : null)
            ?? context.ReadDestination(query, outcome)
            ?? patches?.JudgeHead(http, inner, context.Record)
            ?? (filter is null ? null : HttpFilter.JudgeTarget(filter, query.Method, context.Target) ?? HttpFilter.JudgeHeader(filter, http.Request))
            ?? RequestLimits.Apply(http, section);
        var firewall = denial is null && section.Firewall is { } guarded ? RequestFirewall.Begin(guarded, rules.Find(guarded), http) : null;
        denial ??= firewall?.JudgeHead()
            ?? RequestCredentials.Admit(http, section.Authentication);

        // 2. By its body.
        denial ??= patches is null ? null : await patches.JudgeBodyAsync(http, inner, context.Record);
        denial ??= filter?.RequestBody is { } signatures ? await RequestBodyFilter.JudgeAsync(signatures, http, context.Record) : null;
        denial ??= firewall is null ? null : await firewall.JudgeBodyAsync(context.Record);
        if (denial is not null)
        {
            return denial;
        }

        // 3. Who will see the answer. A client that takes its requests back at once must not have front ends connected to for them.
        http.RequestAborted.ThrowIfCancellationRequested();
        if (filter is not null)
        {
            AnswerFilter.Prepare(filter, context);
        }

        if (firewall is { JudgesAnswers: true })
        {
            context.Inspectors = [.. context.Inspectors ?? [], new FirewallAnswer(firewall)];
        }

        return await logons.ExamineAsync(context);
    }
}
