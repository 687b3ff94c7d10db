using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Tests.Testing;

/// <summary>Keeps what is logged by any category.</summary>
public sealed class RecordedLoggers : ILoggerFactory
{
    private readonly RecordedLog<RecordedLoggers> _log = new();

    /// <summary>What was logged, oldest first.</summary>
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Entries => _log.Entries;

    public ILogger CreateLogger(string categoryName) => _log;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("What is logged is kept here alone.");

    public void Dispose()
    {
    }
}
