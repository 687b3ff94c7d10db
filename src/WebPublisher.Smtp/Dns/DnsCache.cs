using System.Diagnostics.CodeAnalysis;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>Answers that still hold. When it is full, what was not asked for the longest goes first.</summary>
/// <param name="options">How long what is kept, and how much.</param>
/// <param name="time">The clock.</param>
internal sealed class DnsCache(DnsResolverOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DnsQuestion, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>How many answers are kept, those that no longer hold included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The answer to <paramref name="question"/>, if one still holds.</summary>
    public bool TryGet(DnsQuestion question, [NotNullWhen(true)] out DnsAnswer? answer)
    {
        lock (_gate)
        {
            answer = null;
            if (!_entries.TryGetValue(question, out var node))
            {
                return false;
            }

            _byUse.Remove(node);
            if (node.Value.Until <= time.GetTimestamp())
            {
                _entries.Remove(question);
                return false;
            }

            _byUse.AddLast(node);
            answer = node.Value.Answer;
            return true;
        }
    }

    /// <summary>Keeps <paramref name="answer"/> for as long as it holds, within the limits.</summary>
    public void Keep(DnsQuestion question, DnsAnswer answer)
    {
        if (Life(answer) is not { } life)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.Remove(question, out var old))
            {
                _byUse.Remove(old);
            }

            while (_entries.Count >= options.CachedAnswers && _byUse.First is { } oldest)
            {
                _byUse.RemoveFirst();
                _entries.Remove(oldest.Value.Question);
            }

            var until = time.GetTimestamp() + (long)(life.TotalSeconds * time.TimestampFrequency);
            _entries[question] = _byUse.AddLast(new Entry(question, answer, until));
        }
    }

    /// <summary>How long <paramref name="answer"/> is kept; null when not at all.</summary>
    private TimeSpan? Life(DnsAnswer answer)
    {
        if (answer.Status == DnsAnswerStatus.TemporaryFailure)
        {
            // What this machine had no room for says nothing about the name.
            return answer.Failure is DnsFailure.Busy or DnsFailure.Stopping ? null : options.FailureLife;
        }

        var most = answer.IsVoid ? options.MaximumNegativeLife : options.MaximumLife;
        return answer.TimeToLive is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, options.MinimumLife.TotalSeconds, most.TotalSeconds)) : null;
    }

    private readonly record struct Entry(DnsQuestion Question, DnsAnswer Answer, long Until);
}
