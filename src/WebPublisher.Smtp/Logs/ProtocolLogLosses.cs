using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>Tells what is missing in a protocol log.</summary>
internal sealed partial class ProtocolLogLosses(TimeProvider time, ILogger logger) : RotatingLogLosses(time, PolicyInstruments.ProtocolLogLost)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3201, EventName = "ProtocolLogFailed", Level = LogLevel.Error, Message = "The protocol log cannot be written: {Error} Lines lost since the last report: {Lost}")]
    protected override partial void TellFailed(string error, long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3203, EventName = "ProtocolLogRecovered", Level = LogLevel.Information, Message = "The protocol log is written again. Lines lost since the last report: {Lost}")]
    protected override partial void TellRecovered(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3204, EventName = "ProtocolLogDropped", Level = LogLevel.Warning, Message = "The protocol log does not keep up with the sessions. Lines lost since the last report: {Lost}")]
    protected override partial void TellDropped(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3202, EventName = "ProtocolLogAbandoned", Level = LogLevel.Warning, Message = "The protocol log could not be written in time at the end: the last lines are missing")]
    protected override partial void TellAbandoned();
}
