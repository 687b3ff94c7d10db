using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Refusals;

/// <summary>Tells what is missing in the refusal log.</summary>
internal sealed partial class RefusalLogLosses(TimeProvider time, ILogger logger) : RotatingLogLosses(time, PolicyInstruments.RefusalLogLost)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    [LoggerMessage(EventId = 6041, EventName = "RefusalLogFailed", Level = LogLevel.Error, Message = "The refusal log cannot be written: {Error} Refusals lost since the last report: {Lost}")]
    protected override partial void TellFailed(string error, long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 6042, EventName = "RefusalLogRecovered", Level = LogLevel.Information, Message = "The refusal log is written again. Refusals lost since the last report: {Lost}")]
    protected override partial void TellRecovered(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 6043, EventName = "RefusalLogDropped", Level = LogLevel.Warning, Message = "The refusal log does not keep up. Refusals lost since the last report: {Lost}")]
    protected override partial void TellDropped(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 6044, EventName = "RefusalLogAbandoned", Level = LogLevel.Warning, Message = "The refusal log could not be written in time at the end: the last refusals are missing")]
    protected override partial void TellAbandoned();
}
