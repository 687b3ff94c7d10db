using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Tracing;

/// <summary>What pipeline tracing and the pipeline dump tell; event ids 3511 to 3515.</summary>
internal static partial class TracingLog
{
    /// <summary>The category of its events.</summary>
    public const string Category = "WebPublisher.Smtp.Tracing";

    [LoggerMessage(
        EventId = 3511,
        EventName = "PipelineTracingOn",
        Level = LogLevel.Warning,
        Message = "Pipeline tracing is on: every message of {Sender} is kept in full, several times over, in {Directory}. Take pipelineTracing out of the policy when you have seen enough")]
    public static partial void TracingOn(ILogger logger, string sender, string directory);

    [LoggerMessage(EventId = 3512, EventName = "PipelineTracingFailed", Level = LogLevel.Error, Message = "A message could not be traced: {Error} reference={Reference}")]
    public static partial void TracingFailed(ILogger logger, string error, string reference);

    [LoggerMessage(EventId = 3513, EventName = "PipelineDumpOn", Level = LogLevel.Warning,
        Message = "PIPELINE DUMP IS ON: every event of every SMTP session is written to {Directory}, with addresses and header fields. This is for test environments; never serve real users with it")]
    public static partial void DumpOn(ILogger logger, string directory);

    [LoggerMessage(EventId = 3514, EventName = "PipelineDumpFailed", Level = LogLevel.Error, Message = "An event could not be dumped: {Error} reference={Reference}")]
    public static partial void DumpFailed(ILogger logger, string error, string reference);

    [LoggerMessage(EventId = 3515, EventName = "PipelineDumpFull", Level = LogLevel.Warning, Message = "The pipeline dump in {Directory} has reached its {Files} files or {Bytes} bytes: nothing more is written to it")]
    public static partial void DumpFull(ILogger logger, string directory, int files, long bytes);
}
