using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Records;

/// <summary>Writes what the web application firewall found: an event for each rule that matched. Reports and exclusions are made from these.</summary>
internal static partial class FirewallLog
{
    /// <summary>The id of the event.</summary>
    public const int MatchId = 2004;

    private const int MaximumText = 512;
    private const int MaximumPath = 256;

    /// <summary>Writes the matches of a request.</summary>
    public static void Write(ILogger logger, PublishingRecord record, FirewallRecord firewall)
    {
        var path = LogEscaping.Escape(record.Path, MaximumPath);
        foreach (var match in firewall.Matches)
        {
            Matched(
                logger,
                match.Id,
                LogEscaping.Escape(match.Message, MaximumText),
                LogEscaping.Escape(match.Variable, MaximumPath),
                LogEscaping.Escape(match.Value, MaximumText),
                LogEscaping.Escape(match.Data, MaximumText),
                match.Severity,
                match.Phase,
                firewall.Mode,
                firewall.Verdict,
                firewall.InboundScore,
                firewall.OutboundScore,
                record.Reference,
                record.Rule,
                record.Section,
                record.Client,
                record.Method,
                path);
        }
    }

    [LoggerMessage(
        EventId = MatchId,
        EventName = "FirewallMatch",
        Level = LogLevel.Warning,
        Message = "Firewall rule {RuleId} '{Message}' matched {Variable} '{Value}' data='{Data}' severity={Severity} phase={Phase} mode={Mode} verdict={Verdict} score={InboundScore}/{OutboundScore} reference={Reference} rule='{Rule}' section='{Section}' client={Client} method={Method} path={Path}")]
    private static partial void Matched(
        ILogger logger,
        long ruleId,
        string message,
        string variable,
        string value,
        string data,
        string severity,
        int phase,
        Policy.Firewall.FirewallMode mode,
        FirewallVerdict verdict,
        int inboundScore,
        int outboundScore,
        string reference,
        string? rule,
        string? section,
        System.Net.IPEndPoint? client,
        string method,
        string path);
}
