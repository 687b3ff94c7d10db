using Microsoft.Extensions.Logging;
using WebPublisher.Web.Tests.Records;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>Keeps what every category logs.</summary>
internal sealed class RecordingLoggers : ILoggerProvider
{
    private readonly RecordingLogger<RecordingLoggers> _all = new();

    public IReadOnlyCollection<LoggedEvent> Events => _all.Events;

    public ILogger CreateLogger(string categoryName) => _all;

    public void Dispose()
    {
        // Nothing is held open.
    }
}
