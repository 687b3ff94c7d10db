using WebPublisher.Policy.Operations.Logs;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Commands.Logs;

/// <summary>Finds the wanted lines of an agent log, rotated files included, in memory bounded by how many are wanted.</summary>
/// <param name="directory">The log's directory.</param>
/// <param name="conditions">Lines for which not all hold are left out.</param>
internal sealed class AgentLogReader(string directory, IReadOnlyList<AgentLogCondition> conditions)
{
    // Often enough for somebody who watches.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private RotatingLogPosition? _end;

    /// <summary>The last lines that are wanted, the oldest first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<AgentLogEntry> Last(int count)
    {
        var history = new RotatingLogHistory(directory, AgentLogFields.FileNames);

        // A file's day is that of its lines, but for those of the moment before midnight.
        var since = conditions.Max(condition => condition.Since) is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : (DateOnly?)null;
        var entries = history.NewestFirst(since).Select(line => AgentLogEntry.Of(line.Span)).OfType<AgentLogEntry>().Where(IsWanted).Take(count).Reverse().ToList();
        _end = history.End;
        return entries;
    }

    /// <summary>The wanted lines that are written from now on, or behind those that <see cref="Last"/> saw, until it is cancelled. Goes on over rotation.</summary>
    public async IAsyncEnumerable<AgentLogEntry> FollowAsync(TimeProvider time, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var tail = new RotatingLogTail(directory, AgentLogFields.FileNames, _end);
        while (!cancellation.IsCancellationRequested)
        {
            foreach (var line in tail.ReadNew())
            {
                if (AgentLogEntry.Of(line.Span) is { } entry && IsWanted(entry))
                {
                    yield return entry;
                }
            }

            await Task.Delay(s_pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsWanted(AgentLogEntry entry) => conditions.All(condition => condition.Holds(entry));
}
