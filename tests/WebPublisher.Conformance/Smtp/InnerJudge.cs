using WebPublisher.Conformance.Smtp.Cases;
using WebPublisher.Conformance.Smtp.Recording;

namespace WebPublisher.Conformance.Smtp;

/// <summary>Judges what reached the inner server.</summary>
internal static class InnerJudge
{
    private const string Word = "smuggled";

    /// <summary>What is wrong with it.</summary>
    /// <param name="required">What is required.</param>
    /// <param name="messages">The messages that came.</param>
    /// <param name="commands">The commands that came.</param>
    /// <param name="isDialogGood">Whether the dialog went as expected; if not, that a message is missing tells nothing new.</param>
    public static IEnumerable<string> Complaints(
        CaseRequirements required, IReadOnlyList<RecordedMessage> messages, IReadOnlyList<string> commands, bool isDialogGood)
    {
        if (messages.Count > required.MaximumMessages)
        {
            yield return $"{messages.Count} messages reached the inner server, {required.MaximumMessages} are allowed";
        }

        if (isDialogGood && messages.Count < required.MinimumMessages)
        {
            yield return $"{messages.Count} messages reached the inner server, {required.MinimumMessages} were expected";
        }

        if (required.NothingSmuggled && messages.Any(message => Smuggled(message.Sender) || message.Recipients.Any(Smuggled)))
        {
            yield return "a smuggled transaction reached the inner server";
        }

        if (required.NothingSmuggled && messages.Count > 1 && commands.Any(command => IsEnvelope(command) && Smuggled(command)))
        {
            yield return "a smuggled command reached the inner server";
        }

        if (required.CleanLines)
        {
            foreach (var complaint in messages.SelectMany(LineComplaints).Distinct())
            {
                yield return complaint;
            }
        }

        if (isDialogGood && required.Contains is { } wanted && !messages.Any(message => $"\r\n{message.Content}\r\n".Contains(wanted, StringComparison.Ordinal)))
        {
            yield return "the content was altered";
        }

        foreach (var unwanted in required.NotContains.Where(unwanted => messages.Any(message => message.Content.Contains(unwanted, StringComparison.Ordinal))))
        {
            yield return $"{unwanted.ReplaceLineEndings(" ")} reached the inner server";
        }
    }

    private static bool Smuggled(string line) => line.Contains(Word, StringComparison.Ordinal);

    private static bool IsEnvelope(string command) =>
        command.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) || command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> LineComplaints(RecordedMessage message)
    {
        var lines = message.Content.Replace("\r\n", "", StringComparison.Ordinal);
        if (lines.Contains('\n', StringComparison.Ordinal))
        {
            yield return "a bare LF reached the inner server";
        }

        if (lines.Contains('\r', StringComparison.Ordinal))
        {
            yield return "a bare CR reached the inner server";
        }

        if (lines.Contains('\0', StringComparison.Ordinal))
        {
            yield return "a NUL reached the inner server";
        }

        if (message.End != "\r\n.\r\n")
        {
            yield return "the inner server saw another end of content";
        }
    }
}
