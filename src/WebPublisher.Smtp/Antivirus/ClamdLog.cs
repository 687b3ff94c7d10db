using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>What is logged of virus scanners beside what they find.</summary>
internal static partial class ClamdLog
{
    /// <summary>The category of its events.</summary>
    public const string Category = "WebPublisher.Smtp.Antivirus";

    [LoggerMessage(EventId = 3701, EventName = "ClamdAnswers", Level = LogLevel.Information, Message = "The virus scanner answers: {Version} address={Address}")]
    public static partial void Answers(ILogger logger, string version, ClamdAddress address);

    [LoggerMessage(EventId = 3702, EventName = "ClamdSilent", Level = LogLevel.Warning, Message = "The virus scanner does not answer: {Reason} address={Address}")]
    public static partial void Silent(ILogger logger, string reason, ClamdAddress address);
}
