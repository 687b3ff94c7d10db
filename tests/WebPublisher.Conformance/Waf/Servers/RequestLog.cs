using System.Collections.Concurrent;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>What a server logs of requests that are under way, by the client's port. Each request has a connection of its own.</summary>
/// <typeparam name="T">What is told.</typeparam>
internal sealed class RequestLog<T>
{
    private readonly ConcurrentDictionary<int, Entry> _entries = new();

    /// <summary>Begins to collect.</summary>
    public void Begin(int port) => _entries[port] = new Entry();

    /// <summary>Takes what is told of the request of that port, if one is under way.</summary>
    public void Add(int port, T told)
    {
        if (_entries.TryGetValue(port, out var entry))
        {
            lock (entry.Told)
            {
                entry.Told.Add(told);
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
    /// <param name="port">The client's port.</param>
    /// <param name="patience">How long it is waited for. A request that a server refuses before its firewall sees it is never told of.</param>
    public async Task<IReadOnlyList<T>> EndAsync(int port, TimeSpan patience)
    {
        if (!_entries.TryGetValue(port, out var entry))
        {
            return [];
        }

        await Task.WhenAny(entry.Finished.Task, Task.Delay(patience, TimeProvider.System));
        _entries.TryRemove(port, out _);
        lock (entry.Told)
        {
            return [.. entry.Told];
        }
    }

    private sealed class Entry
    {
        public List<T> Told { get; } = [];

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
