namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>The lines a process has written so far, kept in a file under <c>artifacts/test/logs</c> as well.</summary>
internal sealed class ProcessLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly StreamWriter _file;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Begins the file anew.</summary>
    public ProcessLog(string path) => _file = new StreamWriter(path, append: false);

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Takes a line.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _lines.Add(line);
            _file.WriteLine(line);
            _file.Flush();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>How many lines so far satisfy <paramref name="wanted"/>.</summary>
    public int Count(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            return _lines.Count(wanted);
        }
    }

    /// <summary>Waits until a line satisfies <paramref name="wanted"/>, and returns the first that does. Fails with the whole log when time is up.</summary>
    public Task<string> WaitForAsync(string what, Func<string, bool> wanted, TimeSpan timeout) => WaitForAsync(what, wanted, count: 1, timeout);

    /// <summary>Waits until <paramref name="count"/> lines satisfy <paramref name="wanted"/>, and returns the last of them. Fails with the whole log when time is up.</summary>
    public async Task<string> WaitForAsync(string what, Func<string, bool> wanted, int count, TimeSpan timeout)
    {
        using var expiry = new CancellationTokenSource(timeout, TimeProvider.System);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_lines.Where(wanted).ElementAtOrDefault(count - 1) is { } found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(expiry.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{what} was not logged within {timeout}:\n{this}");
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _file.Dispose();
        }
    }
}
