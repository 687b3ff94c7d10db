namespace WebPublisher.Policy.Operations.Logs;

/// <summary>Reads a log from its last line back to its first, over all its files.</summary>
/// <param name="directory">The log's directory.</param>
/// <param name="names">How its files are called.</param>
public sealed class RotatingLogHistory(string directory, RotatingLogNames names)
{
    /// <summary>Where the log ended when reading began; null while nothing was read, and when there is no file.</summary>
    public RotatingLogPosition? End { get; private set; }

    /// <summary>The lines, the last first, without their line feeds; each is valid until the next is asked for.</summary>
    /// <param name="since">Files of days before are left out; null for all.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> NewestFirst(DateOnly? since = null)
    {
        foreach (var file in RotatingLogFile.NewestFirst(directory, names).TakeWhile(file => since is null || file.Name.Day >= since))
        {
            using var stream = file.Open();
            if (stream is null)
            {
                continue;
            }

            var lines = new BackwardLines(stream);
            var isAny = lines.TryRead(out var line);
            End ??= new RotatingLogPosition(file.Name, lines.End);
            for (; isAny; isAny = lines.TryRead(out line))
            {
                yield return line;
            }
        }
    }
}
