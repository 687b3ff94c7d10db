using System.Collections.Immutable;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>What a client said and what it was answered.</summary>
/// <param name="Said">The line, without secrets; empty for the opening of a session.</param>
/// <param name="Answers">The lines of the answer; none when the server waits for more, or the session is over.</param>
/// <param name="Reasons">Why.</param>
internal sealed record Exchange(string Said, ImmutableArray<string> Answers, ImmutableArray<string> Reasons)
{
    /// <summary>Whether the command was carried out, or content is waited for.</summary>
    public bool IsSuccess => Answers.Length > 0 && Answers[^1][0] is '2' or '3';

    /// <summary>The last line of the answer; empty when there is none.</summary>
    public string Answer => Answers.IsEmpty ? "" : Answers[^1];

    /// <summary>Takes them from a rehearsal.</summary>
    /// <param name="said">What was said, where the rehearsal does not show it.</param>
    /// <param name="lines">What followed.</param>
    public static Exchange Of(string said, IReadOnlyList<RehearsedLine> lines) => new(
        lines.FirstOrDefault(line => line.Kind == RehearsedLineKind.Said)?.Text ?? said,
        [.. lines.Where(line => line.Kind == RehearsedLineKind.Answered).Select(line => line.Text)],
        [.. lines.Where(line => line.Kind == RehearsedLineKind.Reason).Select(line => line.Text)]);
}
