using System.Collections.Concurrent;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>What a server logs of requests that are under way, by the client's port. Each request has a connection of its own.</summary>
internal sealed class RequestLog
{
    // A request that a server refuses before its firewall sees it is never told of.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    /// <summary>Begins to collect.</summary>
    public void Begin(int port) => _entries[port] = new Entry();

    /// <summary>Takes a line about the request of that port, if one is under way.</summary>
    public void Add(int port, string line)
    {
        if (_entries.TryGetValue(port, out var entry))
        {
            lock (entry.Lines)
            {
                entry.Lines.Add(line);
            }
        }
    }

    /// <summary>Says that all has been told of the request of that port.</summary>
    public void Finish(int port)
    {
        if (_entries.TryGetValue(port, out var entry))
        {
            entry.Finished.TrySetResult();
        }
    }

    /// <summary>Waits until all has been told, and forgets it.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(int port)
    {
        if (!_entries.TryGetValue(port, out var entry))
        {
            return [];
        }

        await Task.WhenAny(entry.Finished.Task, Task.Delay(s_patience, TimeProvider.System));
        _entries.TryRemove(port, out _);
        lock (entry.Lines)
        {
            return [.. entry.Lines];
        }
    }

    private sealed class Entry
    {
        public List<string> Lines { get; } = [];

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
