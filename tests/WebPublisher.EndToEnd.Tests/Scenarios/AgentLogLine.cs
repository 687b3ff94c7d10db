namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>What a line of the agent log says was done, and why.</summary>
/// <param name="Agent">Who found something.</param>
/// <param name="Event">When.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Data">The evidence.</param>
internal sealed record AgentLogLine(string Agent, string Event, string Action, string Reason, string Data)
{
    private const int Fields = 16;

    /// <summary>Reads the lines of a file, its head left out.</summary>
    public static IEnumerable<AgentLogLine> Read(IEnumerable<string> lines) => lines.Where(line => !line.StartsWith('#')).Select(Read);

    private static AgentLogLine Read(string line)
    {
        var fields = Split(line).ToArray();
        Assert.Equal(Fields, fields.Length);
        return new AgentLogLine(fields[10], fields[11], fields[12], fields[14], fields[15]);
    }

    private static IEnumerable<string> Split(string line)
    {
        var (begin, quoted) = (0, false);
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || (line[at] == ',' && !quoted))
            {
                yield return line[begin..at].Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
                begin = at + 1;
            }
            else if (line[at] == '"')
            {
                quoted = !quoted;
            }
        }
    }
}
