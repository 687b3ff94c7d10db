using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Commands.Logs;

/// <summary>A line of the agent log.</summary>
/// <param name="Values">Its values, in the order of the log's fields.</param>
internal sealed record AgentLogEntry(ImmutableArray<string> Values)
{
    private static readonly FrozenDictionary<string, int> s_indexes =
        AgentLogFields.Names.Select((name, index) => (name, index)).ToFrozenDictionary(field => field.name, field => field.index, StringComparer.OrdinalIgnoreCase);

    private static readonly int s_message = IndexOf("MessageId")!.Value;
    private static readonly int s_session = IndexOf("SessionId")!.Value;

    /// <summary>When it was found; null if the line does not say.</summary>
    public DateTimeOffset? Time =>
        DateTimeOffset.TryParse(Values[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The number that <c>explain</c> takes: the message's, or before MAIL the session's.</summary>
    public string Reference => Values[s_message].Length > 0 ? Values[s_message] : Values[s_session];

    /// <summary>The value of a field.</summary>
    public string this[string field] => Values[IndexOf(field)!.Value];

    /// <summary>Reads a line.</summary>
    /// <returns>Null for what is none: a line of a file's head, or one that a crash has torn.</returns>
    public static AgentLogEntry? Of(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] == (byte)'#')
        {
            return null;
        }

        var values = CsvLine.Split(Encoding.UTF8.GetString(line).TrimEnd('\r'));
        return values.Length == AgentLogFields.Names.Length ? new AgentLogEntry(values) : null;
    }

    /// <summary>Where a field stands; null when there is none of that name. Letter case does not matter.</summary>
    public static int? IndexOf(string field) => s_indexes.TryGetValue(field, out var index) ? index : null;
}
