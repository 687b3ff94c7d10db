using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Refusals;

/// <summary>Finds evidence in the files of the refusal log, of both halves.</summary>
/// <param name="directory">Their directory.</param>
internal sealed class RefusalFiles(string directory)
{
    // A session may have many refused messages; the last ones are enough to see what was wrong.
    private const int MaximumFound = 50;

    private static readonly RotatingLogNames[] s_halves = [RefusalLogFormat.Web.Names, RefusalLogFormat.Mail.Names];

    /// <summary>The day of the oldest file; null when there is none.</summary>
    public DateOnly? Oldest => s_halves.SelectMany(names => RotatingLogFile.NewestFirst(directory, names)).Select(file => (DateOnly?)file.Name.Day).Min();

    /// <summary>What is kept under a number, or of the session of that number; the latest first, fifty at most.</summary>
    /// <param name="reference">The number.</param>
    /// <param name="made">When it was made: nothing about it was written on a day before.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public IReadOnlyList<Evidence> Find(string reference, DateTimeOffset made, CancellationToken cancellation)
    {
        var sought = Encoding.ASCII.GetBytes(reference);
        var since = DateOnly.FromDateTime(made.UtcDateTime);
        return
        [
            .. s_halves.SelectMany(names => new RotatingLogHistory(directory, names).NewestFirst(since))
                .Where(line => Contains(line, sought, cancellation))
                .Select(line => EvidenceLine.Read(line.Span))
                .Where(evidence => evidence?.Reference == reference || evidence is MessageEvidence message && message.Session == reference)
                .OfType<Evidence>()
                .Take(MaximumFound),
        ];
    }

    private static bool Contains(ReadOnlyMemory<byte> line, byte[] sought, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return line.Span.IndexOf(sought) >= 0;
    }
}
