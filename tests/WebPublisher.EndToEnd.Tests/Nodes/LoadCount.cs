using System.Collections.Concurrent;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>What one kind of clients has seen. For any thread.</summary>
/// <param name="kind">The kind, as tables name it.</param>
internal sealed class LoadCount(string kind)
{
    private const int KeptFailures = 20;

    private readonly ConcurrentQueue<string> _failures = new();
    private long _good;
    private long _failed;
    private long _excused;

    /// <summary>The kind.</summary>
    public string Kind => kind;

    /// <summary>Answered as it has to be.</summary>
    public long Good => Interlocked.Read(ref _good);

    /// <summary>Failed.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Lost with a node that was killed.</summary>
    public long Excused => Interlocked.Read(ref _excused);

    /// <summary>The first failures, in words.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Counts a good one.</summary>
    public void Succeed() => Interlocked.Increment(ref _good);

    /// <summary>Counts one that is lost.</summary>
    public void Lose(Node node, long since, string what)
    {
        if (node.WasKilledSince(since))
        {
            Interlocked.Increment(ref _excused);
            return;
        }

        Interlocked.Increment(ref _failed);
        if (_failures.Count < KeptFailures)
        {
            _failures.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {kind} by {node.Name}: {what}");
        }
    }
}
