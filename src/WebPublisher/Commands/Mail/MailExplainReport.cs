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
        Recipients =
        [
            .. answer.Recipients.Select(recipient => new Carried(
                recipient.Recipient.ToString(),
                recipient.Connector.Name,
                [.. recipient.Connector.Servers.Select(server => server.Authority)],
                JsonOutput.Word(recipient.Connector.Tls))),
        ],
    };

    /// <summary>A recipient that was accepted.</summary>
    /// <param name="Recipient">The recipient.</param>
    /// <param name="Connector">The send connector.</param>
    /// <param name="Servers">Its servers, in the order in which they are tried.</param>
    /// <param name="Tls"><c>required</c>, <c>implicit</c> or <c>off</c>.</param>
    public sealed record Carried(string Recipient, string Connector, IReadOnlyList<string> Servers, string Tls);
}
