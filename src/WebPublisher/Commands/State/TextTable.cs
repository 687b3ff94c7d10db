namespace WebPublisher.Commands.State;

/// <summary>A table whose columns are as wide as what they hold.</summary>
/// <param name="titles">The titles of the columns.</param>
internal sealed class TextTable(params string[] titles)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; what would break a line or steer a terminal is replaced, for a stranger may have written it.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Plain)]);

    /// <summary>Writes it, if it has rows.</summary>
    public void Write(TextWriter output)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var widths = titles.Select((title, column) => Math.Max(title.Length, _rows.Max(row => row[column].Length))).ToArray();
        foreach (var row in _rows.Prepend(widths.Select(width => new string('-', width)).ToArray()).Prepend(titles))
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>A text without control characters.</summary>
    public static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
