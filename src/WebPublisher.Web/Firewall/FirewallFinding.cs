using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Firewall;

/// <summary>What the rules have said of a request so far, and what follows from it by the policy.</summary>
/// <param name="policy">The policy.</param>
/// <param name="transaction">What the rules judge.</param>
internal sealed class FirewallFinding(WafPolicy policy, Transaction transaction)
{
    private const int MostTold = 8;

    // Nearly all requests are clean, and nothing but the mode differs between them.
    private static readonly FirewallRecord s_detecting = new() { Mode = FirewallMode.Detect };
    private static readonly FirewallRecord s_blocking = new() { Mode = FirewallMode.Block };

    private FirewallVerdict _verdict;
    private long _rule;
    private string? _shortfall;
    private int _seen;

    /// <summary>Draws the consequence of a phase.</summary>
    /// <returns>Why the request or its answer is refused, or null.</returns>
    public Denial? Consider(in Verdict verdict)
    {
        var isOver = LooksForShortfall();
        if (verdict.WouldHave == VerdictAction.Pass && verdict.Action == VerdictAction.Pass)
        {
            return isOver ? Refuse(new Denial(DenialReason.RejectedByFirewall, _shortfall)) : null;
        }

        _rule = _rule == 0 ? verdict.RuleId : _rule;
        return Refuse(new Denial(DenialReason.RejectedByFirewall, Detail(verdict.RuleId)));
    }

    /// <summary>Refuses, where the policy has that done.</summary>
    /// <returns><paramref name="denial"/>, or null where the policy only detects.</returns>
    public Denial? Refuse(Denial denial)
    {
        _verdict = policy.Mode == FirewallMode.Block ? FirewallVerdict.Blocked : FirewallVerdict.Detected;
        _shortfall ??= denial.Reason == DenialReason.RejectedByFirewall ? null : denial.Detail;
        return policy.Mode == FirewallMode.Block ? denial : null;
    }

    /// <summary>Notes why not all there was could be judged.</summary>
    public void FallShort(string why) => _shortfall ??= why;

    /// <summary>All of it, fit for a log.</summary>
    public FirewallRecord Tell(HttpRequest request)
    {
        LooksForShortfall();
        var (inbound, outbound) = (transaction.InboundAnomalyScore, transaction.OutboundAnomalyScore);
        if (_verdict == FirewallVerdict.Passed && _shortfall is null && inbound == 0 && outbound == 0 && transaction.Matches.Count == 0)
        {
            return policy.Mode == FirewallMode.Block ? s_blocking : s_detecting;
        }

        return new FirewallRecord
        {
            Mode = policy.Mode,
            Verdict = _verdict,
            RuleId = _rule,
            InboundScore = inbound,
            OutboundScore = outbound,
            Shortfall = _shortfall,
            Matches = Matches(request),
        };
    }

    private ImmutableArray<FirewallMatch> Matches(HttpRequest request)
    {
        var told = ImmutableArray.CreateBuilder<FirewallMatch>();
        MatchRedaction? redaction = null;
        foreach (var match in transaction.Matches)
        {
            if (match.IsLogged && told.Count < FirewallRecord.MostMatches)
            {
                redaction ??= new MatchRedaction(request);
                told.Add(redaction.Of(match));
            }
        }

        return told.ToImmutable();
    }

    /// <summary>Whether the engine has given up on something since this was asked last.</summary>
    private bool LooksForShortfall()
    {
        var matches = transaction.Matches;
        var isOver = false;
        for (; _seen < matches.Count; _seen++)
        {
            var match = matches[_seen];
            if (match.Id is EngineRuleIds.TimeBudgetExceeded or EngineRuleIds.MemoryExceeded)
            {
                _shortfall = match.Message;
                _rule = match.Id;
                isOver = true;
            }
        }

        return isOver;
    }

    // Ids and names of targets: what a target held is in the record of each match alone, redacted.
    private string Detail(long rule)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule {rule}, score {transaction.InboundAnomalyScore}/{transaction.OutboundAnomalyScore}");
        var told = 0;
        foreach (var match in transaction.Matches)
        {
            if (match.IsLogged && match.Id != rule && told < MostTold)
            {
                var name = match.VariableName.Length <= MatchRedaction.LongestName ? match.VariableName : $"{match.VariableName[..MatchRedaction.LongestName]}...";
                text.Append(CultureInfo.InvariantCulture, $"{(told++ == 0 ? ": " : ", ")}{match.Id} {name}");
            }
        }

        return text.ToString();
    }
}
