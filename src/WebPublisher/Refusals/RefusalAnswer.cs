using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Refusals;

/// <summary>What is kept under the number of a refusal, with what belongs to it: a message's session, a session's messages.</summary>
/// <param name="Evidence">The evidence; what was asked for comes first.</param>
internal sealed record RefusalAnswer(ImmutableArray<Evidence> Evidence)
{
    /// <summary>Looks a number up.</summary>
    /// <param name="asked">The number, as somebody wrote it down.</param>
    /// <param name="log">Where the policy keeps refusals; null for nowhere.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="RefusalUnknownException">Nothing is known of it; the message says what may be the case.</exception>
    public static RefusalAnswer To(string asked, RotatingLogPolicy? log, CancellationToken cancellation)
    {
        if (!ReferenceNumber.TryParse(asked, out var reference, out var made))
        {
            throw new RefusalUnknownException($"'{asked}' is not the number of a refusal.") { IsNumber = false };
        }

        if (log is null)
        {
            throw new RefusalUnknownException("the policy keeps no refusals (logging.refusalLog.enabled: false); the structured log has them: search it for the number.");
        }

        try
        {
            return Find(reference, made, new RefusalFiles(log.Directory), cancellation) ?? throw Unknown(reference, made, log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalUnknownException($"the refusals in {log.Directory} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The answer in the words for a reader.</summary>
    public override string ToString()
    {
        using var output = new StringWriter { NewLine = "\n" };
        foreach (var evidence in Evidence)
        {
            RefusalText.Write(output, evidence);
        }

        return output.ToString();
    }

    private static RefusalAnswer? Find(string reference, DateTimeOffset made, RefusalFiles files, CancellationToken cancellation)
    {
        var found = files.Find(reference, made, cancellation);
        var session = found.OfType<MessageEvidence>().FirstOrDefault(message => message.Reference == reference) is { } asked
            ? files.Find(asked.Session, made, cancellation).Where(evidence => evidence.Reference == asked.Session)
            : [];
        return found.Count == 0 ? null : new([.. found.OrderByDescending(evidence => evidence.Reference == reference).ThenBy(evidence => evidence.Time).Concat(session)]);
    }

    private static RefusalUnknownException Unknown(string reference, DateTimeOffset made, RotatingLogPolicy log)
    {
        var oldest = new RefusalFiles(log.Directory).Oldest;
        var reach = oldest is { } day ? string.Create(CultureInfo.InvariantCulture, $"those in {log.Directory} reach back to {day:yyyy-MM-dd}") : $"there is none in {log.Directory}";
        return new RefusalUnknownException(string.Create(
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
