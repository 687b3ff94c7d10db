using System.Collections.Immutable;
using System.Net;
using WebPublisher.Commands.State;
using WebPublisher.Policy;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>What a policy answers in an imagined session, found by the code of real ones.</summary>
internal sealed record MailAnswer
{
    /// <summary>The question.</summary>
    public required MailQuestion Question { get; init; }

    /// <summary>The receive connector.</summary>
    public required ConnectorChoice Choice { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress Client { get; init; }

    /// <summary>The session from its opening, in order.</summary>
    public required ImmutableArray<Exchange> Exchanges { get; init; }

    /// <summary>How many of them came before the first command of the question.</summary>
    public required int Introduced { get; init; }

    /// <summary>Why the server ended the session; null if it did not.</summary>
    public SessionEnd? End { get; init; }

    /// <summary>The recipients that were accepted.</summary>
    public required ImmutableArray<RehearsedRecipient> Recipients { get; init; }

    /// <summary>Asks a policy.</summary>
    /// <exception cref="CommandFailure">The policy receives no mail, or no connector is as the question asks.</exception>
    public static async Task<MailAnswer> ToAsync(MailQuestion question, PublisherPolicy policy, TimeProvider time)
    {
        var mail = PolicyFile.MailOf(policy);
        var choice = ConnectorChoice.Of(mail, question);
        var client = question.Client ?? StrangerAddress.For(mail);
        await using var state = StoredState.Copy(policy, time);
        using var stage = new RehearsalStage(mail, state, time);
        await using var session = await stage.OpenAsync(choice.Connector, choice.EndPoint, new RehearsalParties(client, choice.Local, question.Balancer));
        List<Exchange> exchanges = [Exchange.Of("", session.Opening)];
        if (exchanges[0].IsSuccess)
        {
            var wantsTls = (question.Tls || question.User is not null) && !choice.EndPoint.ImplicitTls;
            exchanges.AddRange(await Introduction.SayAsync(session, question.ClientName, wantsTls, question.User));
        }

        var introduced = exchanges.Count;
        if (exchanges[^1].IsSuccess)
        {
            foreach (var command in question.Commands.TakeWhile(_ => session.End is null))
            {
                exchanges.Add(Exchange.Of(command, await session.SayAsync($"{command}\r\n")));
                if (exchanges[^1].Answer.StartsWith("354", StringComparison.Ordinal))
                {
                    exchanges.Add(Exchange.Of("(an empty message)", await session.SayAsync(".\r\n")));
                }
            }
        }

        return new MailAnswer
        {
            Question = question,
            Choice = choice,
            Client = client,
            Exchanges = [.. exchanges],
            Introduced = introduced,
            End = session.End,
            Recipients = session.Recipients,
        };
    }
}
