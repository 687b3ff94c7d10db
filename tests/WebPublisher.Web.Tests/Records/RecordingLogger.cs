using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Tests.Records;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLogger<T>(LogLevel minimum = LogLevel.Trace) : ILogger<T>
{
    private readonly ConcurrentQueue<LoggedEvent> _events = [];

    public IReadOnlyCollection<LoggedEvent> Events => _events;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Enqueue(new LoggedEvent(logLevel, eventId, formatter(state, exception), ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary()));
}

internal sealed record LoggedEvent(LogLevel Level, EventId Id, string Message, Dictionary<string, object?> Fields);
