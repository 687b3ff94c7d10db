using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Listeners;

/// <summary>Writes what Kestrel and YARP log to the product's own loggers, behind the host's filters.</summary>
internal sealed class SharedLoggers(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The factory belongs to whoever made it.
    }
}
