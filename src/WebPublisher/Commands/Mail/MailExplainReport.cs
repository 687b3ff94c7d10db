using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>What <c>explain --smtp --json</c> writes. Members that do not apply are absent.</summary>
internal sealed record MailExplainReport
{
    /// <summary>The question as it was asked.</summary>
    public required string Question { get; init; }

    /// <summary>Name of the receive connector.</summary>
    public required string Connector { get; init; }

    /// <summary>Why that one.</summary>
    public required string ConnectorBecause { get; init; }

    /// <summary>The end point.</summary>
    public required string EndPoint { get; init; }

    /// <summary>The client's address.</summary>
    public required string Client { get; init; }

    /// <summary>The session from its opening.</summary>
    public required IReadOnlyList<Exchange> Session { get; init; }

    /// <summary>Why the server ended the session.</summary>
    public string? End { get; init; }

    /// <summary>What became of it, in a sentence.</summary>
    public required string Outcome { get; init; }

    /// <summary>The recipients that were accepted.</summary>
    public required IReadOnlyList<Carried> Recipients { get; init; }

    /// <summary>What agents were asked and found; absent without a message.</summary>
    public IReadOnlyList<Asked>? Agents { get; init; }

    /// <summary>The spam confidence level.</summary>
    public int? Scl { get; init; }

    /// <summary>The header fields that would be put in front of the message; absent without one.</summary>
    public IReadOnlyList<string>? Added { get; init; }

    /// <summary>What becomes of the message.</summary>
    public string? Fate { get; init; }

    /// <summary>The reply its client would get.</summary>
    public string? Reply { get; init; }

    /// <summary>Reports an answer.</summary>
    public static MailExplainReport Of(MailAnswer answer) => new()
    {
        Question = answer.Question.Text,
        Connector = answer.Choice.Connector.Name,
        ConnectorBecause = answer.Choice.Why,
        EndPoint = answer.Choice.EndPoint.Address.ToString(),
        Client = answer.Client.ToString(),
        Session = answer.Exchanges,
        End = answer.End is { } end ? JsonOutput.Word(end) : null,
        Outcome = MailWords.Outcome(answer),
        Agents = answer.Question.Content is null ? null : [.. answer.Findings.Select(Asked.Of)],
        Scl = answer.Scl,
        Added = answer.Question.Content is null ? null : answer.Added,
        Fate = answer.Fate is { } fate && answer.Question.Content is not null ? JsonOutput.Word(fate) : null,
        Reply = answer.Question.Content is null ? null : answer.FinalReply,
        Recipients =
        [
            .. answer.Recipients.Select(recipient => new Carried(
                recipient.Recipient.ToString(),
                recipient.Connector.Name,
                [.. recipient.Connector.Servers.Select(server => server.Authority)],
                JsonOutput.Word(recipient.Connector.Tls))),
        ],
    };

    /// <summary>A question to an agent, and its answer.</summary>
    /// <param name="Event">When it was asked.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Found">What it means.</param>
    /// <param name="Reason">The reason in a word.</param>
    /// <param name="Evidence">The evidence.</param>
    /// <param name="Changes">What it would change.</param>
    /// <param name="Action">What is done about it.</param>
    /// <param name="Reply">The refusal that was made of it.</param>
    public sealed record Asked(
        string Event, string Agent, string Found, string Reason, string Evidence, IReadOnlyList<string> Changes, string Action, string? Reply)
    {
        /// <summary>Reports one.</summary>
        public static Asked Of(RehearsedFinding finding) => new(
            finding.Found.Event.ToString(),
            finding.Found.Agent,
            JsonOutput.Word(finding.Found.Finding.Kind),
            finding.Found.Finding.Reason,
            finding.Found.Finding.Evidence,
            [.. finding.Found.Finding.Changes.Select(change => change.ToString()!.TrimEnd())],
            JsonOutput.Word(finding.Disposition),
            finding.Refusal?.ToString());
    }

    /// <summary>A recipient that was accepted.</summary>
    /// <param name="Recipient">The recipient.</param>
    /// <param name="Connector">The send connector.</param>
    /// <param name="Servers">Its servers, in the order in which they are tried.</param>
    /// <param name="Tls"><c>required</c>, <c>implicit</c> or <c>off</c>.</param>
    public sealed record Carried(string Recipient, string Connector, IReadOnlyList<string> Servers, string Tls);
}
