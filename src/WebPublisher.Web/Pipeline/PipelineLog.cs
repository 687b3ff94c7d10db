using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Pipeline;

/// <summary>What the pipeline logs beyond its records.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(EventId = 2001, EventName = "RequestFailed", Level = LogLevel.Error, Message = "Request {Reference} failed by a fault of this server")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string reference);

    [LoggerMessage(EventId = 2002, EventName = "RecordNotWritten", Level = LogLevel.Error, Message = "{Sink} could not take the record of request {Reference}")]
    public static partial void RecordNotWritten(this ILogger logger, Exception exception, string sink, string reference);

    [LoggerMessage(EventId = 2003, EventName = "AttackReported", Level = LogLevel.Warning, Message = "An attack was recognised and let through, as the policy asks: {Attacks} reference={Reference} rule='{Rule}' client={Client}")]
    public static partial void AttackReported(this ILogger logger, string attacks, string reference, string? rule, System.Net.IPEndPoint? client);
}
