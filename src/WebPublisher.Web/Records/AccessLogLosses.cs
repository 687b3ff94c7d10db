using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Web.Records;

/// <summary>Tells what is missing in the access log.</summary>
internal sealed partial class AccessLogLosses(TimeProvider time, ILogger logger) : RotatingLogLosses(time, PolicyInstruments.AccessLogLost)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    [LoggerMessage(EventId = 2011, EventName = "AccessLogFailed", Level = LogLevel.Error, Message = "The access log cannot be written: {Error} Entries lost since the last report: {Lost}")]
    protected override partial void TellFailed(string error, long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 2012, EventName = "AccessLogRecovered", Level = LogLevel.Information, Message = "The access log is written again. Entries lost since the last report: {Lost}")]
    protected override partial void TellRecovered(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 2013, EventName = "AccessLogDropped", Level = LogLevel.Warning, Message = "The access log does not keep up with the requests. Entries lost since the last report: {Lost}")]
    protected override partial void TellDropped(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 2014, EventName = "AccessLogAbandoned", Level = LogLevel.Warning, Message = "The access log could not be written in time at the end: the last entries are missing")]
    protected override partial void TellAbandoned();
}
