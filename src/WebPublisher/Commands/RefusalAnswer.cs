using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Policy.Operations;
using WebPublisher.Refusals;

namespace WebPublisher.Commands;

/// <summary>What is kept under the number of a refusal, with what belongs to it: a message's session, a session's messages.</summary>
/// <param name="Evidence">The evidence; what was asked for comes first.</param>
internal sealed record RefusalAnswer(ImmutableArray<Evidence> Evidence)
{
    /// <summary>Looks a number up.</summary>
    /// <param name="asked">The number, as somebody wrote it down.</param>
    /// <param name="log">Where the policy keeps refusals; null for nowhere.</param>
    /// <exception cref="CommandFailure">Nothing is known of it; the message says what may be the case.</exception>
    public static RefusalAnswer To(string asked, RotatingLogPolicy? log)
    {
        if (!ReferenceNumber.TryParse(asked, out var reference, out var made))
        {
            throw new CommandFailure($"'{asked}' is not the number of a refusal.", ExitCode.Usage);
        }

        if (log is null)
        {
            throw new CommandFailure("the policy keeps no refusals (logging.refusalLog.enabled: false); the structured log has them: search it for the number.");
        }

        try
        {
            return Find(reference, made, new RefusalFiles(log.Directory)) ?? throw Unknown(reference, made, log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"the refusals in {log.Directory} cannot be read: {error.Message}", cause: error);
        }
    }

    private static RefusalAnswer? Find(string reference, DateTimeOffset made, RefusalFiles files)
    {
        var found = files.Find(reference, made);
        var session = found.OfType<MessageEvidence>().FirstOrDefault(message => message.Reference == reference) is { } asked
            ? files.Find(asked.Session, made).Where(evidence => evidence.Reference == asked.Session)
            : [];
        return found.Count == 0 ? null : new([.. found.OrderByDescending(evidence => evidence.Reference == reference).ThenBy(evidence => evidence.Time).Concat(session)]);
    }

    private static CommandFailure Unknown(string reference, DateTimeOffset made, RotatingLogPolicy log)
    {
        var oldest = new RefusalFiles(log.Directory).Oldest;
        var reach = oldest is { } day ? string.Create(CultureInfo.InvariantCulture, $"those in {log.Directory} reach back to {day:yyyy-MM-dd}") : $"there is none in {log.Directory}";
        return new CommandFailure(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            nothing is kept under {reference}, which was made at {made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC if it is a number of this product. It may be that
              - another server made it: ask there;
              - it has been rotated away: {reach};
              - it could not be kept: the metric webpublisher_refusal_log_lost_total counts those;
              - nothing was refused: what was served or delivered is in the structured log alone, events 2000, 3000 and 3001.
            """));
    }
}
