using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>What is told of other filters: when one is gone, and when it is back.</summary>
internal static partial class ContentLog
{
    [LoggerMessage(EventId = 3132, EventName = "ScorerUnavailable", Level = LogLevel.Warning, Message = "Mail is scored without {Scorer}: {Error} reference={Reference}")]
    public static partial void ScorerUnavailable(ILogger logger, string scorer, string reference, string error);

    [LoggerMessage(EventId = 3133, EventName = "ScorerBack", Level = LogLevel.Information, Message = "Mail is scored by {Scorer} again")]
    public static partial void ScorerBack(ILogger logger, string scorer);
}
