using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Commands.State;
using WebPublisher.Mail.Content;
using WebPublisher.Policy;
using WebPublisher.Smtp.Dns;
using WebPublisher.Smtp.Learning;
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

    /// <summary>What agents were asked and found, in order.</summary>
    public ImmutableArray<RehearsedFinding> Findings { get; init; } = [];

    /// <summary>The spam confidence level; null for none.</summary>
    public int? Scl { get; init; }

    /// <summary>The header fields that would be put in front of the message.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>What becomes of the last message; null when none got so far as to have a record.</summary>
    public MessageOutcome? Fate { get; init; }

    /// <summary>The last reply for that message, or null.</summary>
    public string? FinalReply { get; init; }

    /// <summary>Asks a policy.</summary>
    /// <exception cref="CommandFailure">The policy receives no mail, or no connector is as the question asks.</exception>
    public static async Task<MailAnswer> ToAsync(MailQuestion question, PublisherPolicy policy, TimeProvider time)
    {
        var mail = PolicyFile.MailOf(policy);
        var choice = ConnectorChoice.Of(mail, question);
        var client = question.Client ?? StrangerAddress.For(mail);
        await using var state = StoredState.Copy(policy, time);
        using var dns = question.Content is null ? null : new PolicyResolver(policy.Dns, time, NullLogger<DnsResolver>.Instance);
        using var learned = LearnedContent.Read(new LearningFiles(policy.Server.StateDirectory), NullLogger.Instance);
        using var stage = new RehearsalStage(mail, state, time) { Dns = dns, AsksScanner = question.Content is not null, Learned = learned };
        await using var session = await stage.OpenAsync(choice.Connector, choice.EndPoint, new RehearsalParties(client, choice.Local, question.Balancer));
        List<Exchange> exchanges = [Exchange.Of("", session.Opening)];
        if (exchanges[0].IsSuccess)
        {
            var wantsTls = (question.Tls || question.User is not null || (question.Content is not null && choice.Connector.RequireTls)) && !choice.EndPoint.ImplicitTls;
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
                    exchanges.Add(question.Content is { } content
                        ? Exchange.Of($"({content.Length} octets of content)", await session.SayAsync(AsData(content.Span)))
                        : Exchange.Of("(an empty message)", await session.SayAsync(".\r\n")));
                }
                else if (question.Content is not null && command.StartsWith("MAIL", StringComparison.Ordinal) && !exchanges[^1].IsSuccess)
                {
                    break;
                }
            }

            // The record of a message that was given up is written at the end.
            if (question.Content is not null && session.End is null)
            {
                exchanges.Add(Exchange.Of("QUIT", await session.SayAsync("QUIT\r\n")));
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
            Findings = [.. session.Findings],
            Scl = session.Scl,
            Added = [.. session.Header?.ReplaceLineEndings("\n").Replace("\n\t", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? []],
            Fate = session.Message?.Outcome,
            FinalReply = session.Message?.Reply?.ToString(),
        };
    }

    private static ReadOnlyMemory<byte> AsData(ReadOnlySpan<byte> content)
    {
        var data = new ArrayBufferWriter<byte>(content.Length + 1024);
        var stuffer = new DotStuffer();
        stuffer.Write(content, data);
        stuffer.Complete(data);
        return data.WrittenMemory;
    }
}
