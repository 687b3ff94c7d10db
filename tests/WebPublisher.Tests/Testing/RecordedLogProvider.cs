using Microsoft.Extensions.Logging;

namespace WebPublisher.Tests.Testing;

/// <summary>Has everything logged to one log.</summary>
public sealed class RecordedLogProvider(ILogger log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log;

    public void Dispose()
    {
    }
}
