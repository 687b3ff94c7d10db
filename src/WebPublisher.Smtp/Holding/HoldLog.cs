using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Holding;

/// <summary>What is logged of held messages. Event ids 3800-3899.</summary>
internal static partial class HoldLog
{
    [LoggerMessage(3801, LogLevel.Information, "Held as {Id}: {Agent} {Reason} ({Evidence}) reference={Reference}")]
    public static partial void Held(ILogger log, long id, string agent, string reason, string evidence, string reference);

    [LoggerMessage(3802, LogLevel.Error, "A message cannot be held, and its client keeps it: {Error} reference={Reference}")]
    public static partial void NotHeld(ILogger log, string error, string reference);

    [LoggerMessage(3803, LogLevel.Warning, "Held message {Id} of {Received} was too old and is deleted: reference={Reference}")]
    public static partial void TooOld(ILogger log, long id, string reference, DateTimeOffset received);

    [LoggerMessage(3804, LogLevel.Error, "Old files of held messages could not be deleted; it is tried again")]
    public static partial void SweepFailed(ILogger log, Exception cause);
}
