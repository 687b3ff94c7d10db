using System.Globalization;
using System.Net;
using System.Text.Json;

namespace WebPublisher.Commands.Firewall;

/// <summary>What the structured log tells of a firewall rule that matched: event 2004, written by <c>--log-json</c>.</summary>
/// <param name="Time">When; null if the line does not say.</param>
/// <param name="RuleId">The firewall rule.</param>
/// <param name="Message">What it says of itself.</param>
/// <param name="Variable">What it matched, such as <c>ARGS:q</c>.</param>
/// <param name="Value">The value, redacted.</param>
/// <param name="Severity">The rule's severity.</param>
/// <param name="Verdict">What became of the request: <c>Passed</c>, <c>Detected</c> or <c>Blocked</c>.</param>
/// <param name="Reference">The request's number.</param>
/// <param name="Rule">The publishing rule.</param>
/// <param name="Section">Its section.</param>
/// <param name="Client">The client's address.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Path">The request's path.</param>
internal sealed record FirewallLogEntry(
    DateTimeOffset? Time,
    long RuleId,
    string Message,
    string Variable,
    string Value,
    string Severity,
    string Verdict,
    string Reference,
    string Rule,
    string Section,
    string Client,
    string Method,
    string Path)
{
    private const int MatchEvent = 2004;

    /// <summary>Whether the request was refused or would have been.</summary>
    public bool IsCondemned => Verdict is "Detected" or "Blocked";

    /// <summary>Reads a line of the log; whatever a journal writes before the object is passed over.</summary>
    /// <returns>Null for every other event, and for what is no line of the log.</returns>
    public static FirewallLogEntry? Read(string line)
    {
        var start = line.IndexOf('{', StringComparison.Ordinal);
        if (start < 0 || !line.Contains("FirewallMatch", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line.AsMemory(start));
            var root = document.RootElement;
            if (!root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var number) || number != MatchEvent
                || !root.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object
                || !fields.TryGetProperty("ruleId", out var rule) || rule.ValueKind != JsonValueKind.Number || !rule.TryGetInt64(out var ruleId))
            {
                return null;
            }

            return new FirewallLogEntry(
                DateTimeOffset.TryParse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
                ruleId,
                Text(fields, "message"),
                Text(fields, "variable"),
                Text(fields, "value"),
                Text(fields, "severity"),
                Text(fields, "verdict"),
                Text(fields, "reference"),
                Text(fields, "rule"),
                Text(fields, "section"),
                AddressOf(Text(fields, "client")),
                Text(fields, "method"),
                Text(fields, "path"));
        }
        catch (JsonException)
        {
            // A line that a crash has torn, or that somebody else has written.
            return null;
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string AddressOf(string client) => IPEndPoint.TryParse(client, out var endPoint) ? endPoint.Address.ToString() : client;
}
