namespace WebPublisher.Commands.Logs;

/// <summary>Writes lines of the agent log in columns: what is needed to understand a finding, and the number that leads to the rest.</summary>
internal sealed class AgentLogTable
{
    private static readonly (string Title, Func<AgentLogEntry, string> Value)[] s_columns =
    [
        ("Timestamp", entry => entry["Timestamp"]),
        ("Reference", entry => entry.Reference),
        ("RemoteEndpoint", entry => entry["RemoteEndpoint"]),
        ("P1FromAddress", entry => entry["P1FromAddress"]),
        ("Recipient", entry => entry["Recipient"]),
        ("Agent", entry => entry["Agent"]),
        ("Event", entry => entry["Event"]),
        ("Action", entry => entry["Action"]),
        ("SmtpResponse", entry => entry["SmtpResponse"]),
        ("Reason", entry => entry["Reason"]),
        ("ReasonData", entry => entry["ReasonData"]),
    ];

    // A value that is longer moves what is behind it, and the columns keep in line for the others.
    private const int WidestColumn = 48;

    private readonly TextWriter _output;
    private readonly int[] _widths = [.. s_columns.Select(column => column.Title.Length)];

    /// <summary>Begins a table with the rows it has so far, which decide on its columns' widths.</summary>
    public AgentLogTable(TextWriter output, IReadOnlyList<AgentLogEntry> rows)
    {
        _output = output;
        foreach (var row in rows)
        {
            for (var column = 0; column < s_columns.Length; column++)
            {
                _widths[column] = Math.Min(WidestColumn, Math.Max(_widths[column], s_columns[column].Value(row).Length));
            }
        }

        Write(column => s_columns[column].Title);
        Write(column => new string('-', _widths[column]));
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    /// <summary>Writes a further row.</summary>
    public void Add(AgentLogEntry row) => Write(column => s_columns[column].Value(row));

    private void Write(Func<int, string> cell) =>
        _output.WriteLine(string.Join("  ", Enumerable.Range(0, s_columns.Length).Select(column => cell(column).PadRight(_widths[column]))).TrimEnd());
}
