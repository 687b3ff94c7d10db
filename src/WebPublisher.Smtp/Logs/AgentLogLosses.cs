using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>Tells what is missing in the agent log.</summary>
internal sealed partial class AgentLogLosses(TimeProvider time, ILogger logger) : RotatingLogLosses(time, PolicyInstruments.AgentLogLost)
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3211, EventName = "AgentLogFailed", Level = LogLevel.Error, Message = "The agent log cannot be written: {Error} Lines lost since the last report: {Lost}")]
    protected override partial void TellFailed(string error, long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3213, EventName = "AgentLogRecovered", Level = LogLevel.Information, Message = "The agent log is written again. Lines lost since the last report: {Lost}")]
    protected override partial void TellRecovered(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3214, EventName = "AgentLogDropped", Level = LogLevel.Warning, Message = "The agent log does not keep up with the sessions. Lines lost since the last report: {Lost}")]
    protected override partial void TellDropped(long lost);

    /// <inheritdoc/>
    [LoggerMessage(EventId = 3212, EventName = "AgentLogAbandoned", Level = LogLevel.Warning, Message = "The agent log could not be written in time at the end: the last lines are missing")]
    protected override partial void TellAbandoned();
}
