using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Policy.Tests;

/// <summary>Keeps every line, and tells those who wait for one.</summary>
public sealed class RecordingLogger : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(EventId Id, LogLevel Level, string Text)> _lines = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiting = new();

    public IEnumerable<(int Id, LogLevel Level, string Text)> Lines => _lines.Select(l => (l.Id.Id, l.Level, l.Text));

    /// <summary>Done as soon as an event with this id is logged, now or earlier.</summary>
    public Task Logged(int id)
    {
        var waiting = _waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.Any(l => l.Id.Id == id))
        {
            waiting.TrySetResult();
        }

        return waiting.Task;
    }

    public int Count(int id) => _lines.Count(l => l.Id.Id == id);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue((eventId, logLevel, formatter(state, exception)));
        if (_waiting.TryGetValue(eventId.Id, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    public void Dispose()
    {
    }
}
