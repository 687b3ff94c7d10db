using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Learning;

/// <summary>What is told of learning.</summary>
internal static partial class LearningLog
{
    /// <summary>The category of its events.</summary>
    public const string Category = "WebPublisher.Smtp.Learning";

    [LoggerMessage(EventId = 3130, EventName = "ContentLearned", Level = LogLevel.Information, Message = "The content filter follows what was learned from {Ham} good messages and {Spam} spam: {Tokens} tokens")]
    public static partial void Learned(ILogger logger, int ham, int spam, int tokens);

    [LoggerMessage(EventId = 3131, EventName = "ContentNotLearned", Level = LogLevel.Error, Message = "The content filter stays with what it knew: {Error}")]
    public static partial void NotLearned(ILogger logger, string error);
}
