using System.Globalization;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Commands.State;

/// <summary>Reads when an entry ends.</summary>
internal static class Expiry
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    /// <summary>A time from now on, or a moment.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="CommandFailure">It is neither, or it is past.</exception>
    public static DateTimeOffset Read(string text, DateTimeOffset now)
    {
        if (WrittenValue.Read<TimeSpan>(text, out var after) is null)
        {
            return after > TimeSpan.Zero && after <= s_longest ? now + after : throw Failure($"'{text}' is no time that an entry may hold: 1ms to {s_longest.Days}d.");
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            throw Failure($"'{text}' is neither a time such as 30d or 12h nor a moment such as 2026-12-21T10:00Z.");
        }

        return moment > now ? moment : throw Failure($"{moment:u} is past.");
    }

    private static CommandFailure Failure(string message) => new(message, ExitCode.Usage);
}
