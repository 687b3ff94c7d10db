using System.Threading.Channels;

namespace WebPublisher.Administration.Journal;

/// <summary>Somebody who looks on: a bounded queue of decisions, and how many did not fit.</summary>
/// <param name="all">Whether what is served is wanted as well.</param>
/// <param name="leave">Ends it.</param>
internal sealed class DecisionWatch(bool all, Action<DecisionWatch> leave) : IDisposable
{
    /// <summary>Decisions that may wait to be read.</summary>
    public const int MaximumQueued = 256;

    private readonly Channel<JournalEntry> _queue = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(MaximumQueued) { SingleReader = true });
    private long _lost;

    /// <summary>What is to be read.</summary>
    public ChannelReader<JournalEntry> Queue => _queue.Reader;

    /// <summary>Offers a decision. Never waits.</summary>
    public void Offer(in JournalEntry entry)
    {
        if ((all || entry.Outcome != DecisionOutcome.Served) && !_queue.Writer.TryWrite(entry))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>How many have not fitted since this was asked last.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    /// <inheritdoc/>
    public void Dispose() => leave(this);
}
