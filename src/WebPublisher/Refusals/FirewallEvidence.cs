using System.Collections.Immutable;
using WebPublisher.Web.Records;

namespace WebPublisher.Refusals;

/// <summary>What is kept of what the web application firewall found out about a request. Its values are redacted.</summary>
internal sealed record FirewallEvidence
{
    // Of the line that a log takes at once: the rest of the request has to have its place there as well.
    private const int Room = 24 * 1024;

    /// <summary><c>Block</c> or <c>Detect</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>What it said.</summary>
    public required string Verdict { get; init; }

    /// <summary>The anomaly score of the request.</summary>
    public int InboundScore { get; init; }

    /// <summary>The anomaly score of the answer.</summary>
    public int OutboundScore { get; init; }

    /// <summary>Why it could not judge all there was; null when it could.</summary>
    public string? Shortfall { get; init; }

    /// <summary>The rules that matched: as many as a line has room for.</summary>
    public ImmutableArray<FirewallMatchEvidence> Matches { get; init; } = [];

    /// <summary>How many more did.</summary>
    public int LeftOut { get; init; }

    /// <summary>What is kept of what a record tells; null where that is nothing.</summary>
    public static FirewallEvidence? Of(FirewallRecord? firewall)
    {
        if (firewall is null or { Verdict: FirewallVerdict.Passed, Matches.IsEmpty: true, Shortfall: null })
        {
            return null;
        }

        var room = Room;
        var matches = firewall.Matches.Select(FirewallMatchEvidence.Of).TakeWhile(match => (room -= match.Length) > 0).ToImmutableArray();
        return new()
        {
            Mode = firewall.Mode.ToString(),
            Verdict = firewall.Verdict.ToString(),
            InboundScore = firewall.InboundScore,
            OutboundScore = firewall.OutboundScore,
            Shortfall = EvidenceText.OrNull(firewall.Shortfall),
            Matches = matches,
            LeftOut = firewall.Matches.Length - matches.Length,
        };
    }
}
