using System.Globalization;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Commands.Logs;

/// <summary>What lines of the agent log are wanted: <c>field=value</c>, <c>field~text</c>, <c>time&gt;=instant</c> or <c>time&lt;=instant</c>.</summary>
/// <param name="Holds">Whether a line is wanted.</param>
/// <param name="Since">Lines before are not, where it says so.</param>
internal sealed record AgentLogCondition(Func<AgentLogEntry, bool> Holds, DateTimeOffset? Since = null)
{
    private static readonly string[] s_operators = [">=", "<=", "=", "~"];

    /// <summary>Reads a condition.</summary>
    /// <exception cref="CommandFailure">It is none; the message says what can be asked.</exception>
    public static AgentLogCondition Parse(string text)
    {
        var (at, comparison) = s_operators.Select(one => (At: text.IndexOf(one, StringComparison.Ordinal), One: one)).Where(found => found.At > 0).OrderBy(found => found.At).FirstOrDefault();
        if (comparison is null)
        {
            throw Failure($"'{text}' is no condition; write field=value (the whole value), field~text (part of it), time>=2026-11-21T10:00Z or time<=2026-11-21T11:00Z.");
        }

        var (field, value) = (text[..at].Trim(), text[(at + comparison.Length)..].Trim());
        if (comparison is ">=" or "<=")
        {
            return OfTime(field, comparison, value);
        }

        if (field.Equals("reference", StringComparison.OrdinalIgnoreCase))
        {
            return OfText(entry => entry.Reference, comparison, value);
        }

        var index = AgentLogEntry.IndexOf(field)
            ?? throw Failure($"the agent log has no field '{field}'; it has {string.Join(", ", AgentLogFields.Names)}, and reference for MessageId or else SessionId.");
        return OfText(entry => entry.Values[index], comparison, value);
    }

    private static AgentLogCondition OfText(Func<AgentLogEntry, string> field, string comparison, string value) => comparison == "="
        ? new(entry => field(entry).Equals(value, StringComparison.OrdinalIgnoreCase))
        : new(entry => field(entry).Contains(value, StringComparison.OrdinalIgnoreCase));

    private static AgentLogCondition OfTime(string field, string comparison, string value)
    {
        if (!field.Equals("time", StringComparison.OrdinalIgnoreCase) && !field.Equals(AgentLogFields.Names[0], StringComparison.OrdinalIgnoreCase))
        {
            throw Failure($"'{comparison}' compares times, and '{field}' is none; write time{comparison}2026-11-21T10:00Z.");
        }

        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            throw Failure($"'{value}' is not a time such as 2026-11-21T10:00Z; UTC is meant when no offset is given.");
        }

        return comparison == ">=" ? new(entry => entry.Time >= instant, instant) : new(entry => entry.Time <= instant);
    }

    private static CommandFailure Failure(string message) => new(message, ExitCode.Usage);
}
