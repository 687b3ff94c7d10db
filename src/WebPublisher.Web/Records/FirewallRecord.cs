using System.Collections.Immutable;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Web.Records;

/// <summary>What the web application firewall found out about a request and its answer.</summary>
public sealed record FirewallRecord
{
    /// <summary>The most matches that are told of one request.</summary>
    public const int MostMatches = 100;

    /// <summary>Whether it may refuse.</summary>
    public required FirewallMode Mode { get; init; }

    /// <summary>What it said.</summary>
    public FirewallVerdict Verdict { get; init; }

    /// <summary>The rule by which it condemned; 0 for none.</summary>
    public long RuleId { get; init; }

    /// <summary>The anomaly score of the request.</summary>
    public int InboundScore { get; init; }

    /// <summary>The anomaly score of the answer.</summary>
    public int OutboundScore { get; init; }

    /// <summary>Why it could not judge all there was: a limit, or the time its rules may take; null when it could.</summary>
    public string? Shortfall { get; init; }

    /// <summary>The rules that matched and have themselves logged, in the order in which they did; at most <see cref="MostMatches"/>.</summary>
    public ImmutableArray<FirewallMatch> Matches { get; init; } = [];
}
