using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;
using WebPublisher.Web.Records;

namespace WebPublisher.Telemetry;

/// <summary>
/// Brings OpenTelemetry's own warnings into the server's log: it tells them to event sources only, and a collector that cannot be reached would go unnoticed. Each kind
/// of event is logged at most once a minute.
/// </summary>
public sealed partial class TelemetryTrouble : EventListener
{
    private const string Sources = "OpenTelemetry-";
    private const int MaximumMessage = 500;

    // Told of every instrument that TelemetryExport chose not to measure.
    private const string ChosenSilence = "MetricInstrumentIgnored";
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Source, int Event), DateTimeOffset> _quietUntil = [];
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Begins to listen.</summary>
    public TelemetryTrouble(TimeProvider time, ILogger<TelemetryTrouble> logger)
    {
        _time = time;
        _logger = logger;

        // The base class reports sources that exist already while it is being constructed, when there is no logger yet.
        EventSourceCreated += (_, created) => Listen(created.EventSource);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is ChosenSilence)
        {
            return;
        }

        var now = _time.GetUtcNow();
        var kind = (eventData.EventSource.Name, eventData.EventId);
        var quietUntil = _quietUntil.GetOrAdd(kind, DateTimeOffset.MinValue);
        if (now < quietUntil || !_quietUntil.TryUpdate(kind, now + s_pause, quietUntil))
        {
            return;
        }

        var message = string.Format(CultureInfo.InvariantCulture, eventData.Message ?? eventData.EventName ?? "", [.. eventData.Payload ?? []]);
        LogTrouble(LogEscaping.Escape(message.Split('\n')[0].TrimEnd(), MaximumMessage));
    }

    private void Listen(EventSource? source)
    {
        if (source?.Name.StartsWith(Sources, StringComparison.Ordinal) ?? false)
        {
            EnableEvents(source, EventLevel.Warning);
        }
    }

    [LoggerMessage(EventId = 5001, EventName = "TelemetryTrouble", Level = LogLevel.Warning, Message = "Telemetry: {Trouble}")]
    private partial void LogTrouble(string trouble);
}
