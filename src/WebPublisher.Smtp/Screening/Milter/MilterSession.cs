using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Mail.Milter;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Screening.Milter;

/// <summary>
/// A connection of a mail server that speaks the milter protocol. Nothing is answered before a message has ended, where the mail server can do without; then the agents judge it.
/// What is malformed ends the connection, whereupon the mail server does as it is configured.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="screening">Judges.</param>
internal sealed class MilterSession(ConnectionContext connection, MessageScreening screening) : IAsyncDisposable
{
    private const MilterActions WantedActions = MilterActions.AddHeaders | MilterActions.ChangeHeaders | MilterActions.ChangeBody
        | MilterActions.AddRecipients | MilterActions.DeleteRecipients | MilterActions.Quarantine;

    private const MilterSteps WantedSteps = MilterSteps.NoUnknown | MilterSteps.NoData | MilterSteps.LeadingSpace
        | MilterSteps.NoReplyToConnect | MilterSteps.NoReplyToHello | MilterSteps.NoReplyToMail | MilterSteps.NoReplyToRecipient | MilterSteps.NoReplyToData
        | MilterSteps.NoReplyToHeader | MilterSteps.NoReplyToEndOfHeader | MilterSteps.NoReplyToBody | MilterSteps.NoReplyToUnknown;

    // As long as an address may be; what is longer is cut.
    private const int MaximumUser = 254;

    private readonly PipeWriter _output = connection.Transport.Output;
    private readonly CancellationToken _disconnected = connection.ConnectionClosed;
    private MilterNegotiation? _agreed;
    private IPEndPoint _client = ScreenedEnvelope.Nobody;
    private ClientName? _hello;
    private string? _user;
    private MilterMessage? _message;
    private volatile bool _stopping;

    /// <summary>Asks it to end when no message is under way.</summary>
    public void Stop()
    {
        _stopping = true;
        connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What was wrong; null for an end as it should be.</returns>
    public async Task<string?> RunAsync()
    {
        var input = connection.Transport.Input;
        while (!_stopping || _message is not null)
        {
            using var patience = new CancellationTokenSource(screening.Listener.IdleTimeout, screening.Services.Time);
            ReadResult read;
            try
            {
                read = await input.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!_disconnected.IsCancellationRequested)
            {
                return "it was silent for too long";
            }

            var rest = read.Buffer;
            var status = MilterPacketReader.TryRead(ref rest, out var packet);
            for (; status == MilterReadStatus.Packet; status = MilterPacketReader.TryRead(ref rest, out packet))
            {
                if (packet.Command == MilterCommand.Quit)
                {
                    return null;
                }

                if (!await TakeAsync(packet))
                {
                    return $"what it said of '{(char)packet.Command}' cannot be read";
                }
            }

            if (status == MilterReadStatus.Malformed)
            {
                return "a packet has no length that is possible";
            }

            await _output.FlushAsync(_disconnected);
            input.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return rest.IsEmpty ? null : "it hung up within a packet";
            }
        }

        return null;
    }

    /// <summary>Gives back what is held of a message that did not come to its end.</summary>
    public ValueTask DisposeAsync() => ForgetMessageAsync();

    /// <summary>Takes a packet; false when it is malformed or out of order.</summary>
    private async ValueTask<bool> TakeAsync(MilterPacket packet)
    {
        var data = packet.Data;
        if (packet.Command == MilterCommand.Negotiate)
        {
            return Negotiate(data);
        }

        if (_agreed is null)
        {
            return false;
        }

        switch (packet.Command)
        {
            case MilterCommand.Macros:
                return TakeMacros(data);
            case MilterCommand.Abort:
                await ForgetMessageAsync();
                return true;
            case MilterCommand.QuitForNext:
                await ForgetMessageAsync();
                (_client, _hello, _user) = (ScreenedEnvelope.Nobody, null, null);
                return true;
            case MilterCommand.Connect when MilterClient.Read(data) is { } client:
                _client = client.Address ?? ScreenedEnvelope.Nobody;
                return Answer(MilterSteps.NoReplyToConnect);
            case MilterCommand.Hello when MilterText.TryTake(ref data, out var name):
                _hello = ClientName.TryParse(name.ToArray(), out var hello) ? hello : null;
                return Answer(MilterSteps.NoReplyToHello);
            case MilterCommand.Mail:
                await ForgetMessageAsync();
                _message = new MilterMessage(screening.Listener, screening.Services.Spool.Open(), Has(MilterSteps.LeadingSpace));
                return _message.TakeSender(data) && Answer(MilterSteps.NoReplyToMail);
            case MilterCommand.Data:
                return Answer(MilterSteps.NoReplyToData);
            case MilterCommand.Unknown:
                return Answer(MilterSteps.NoReplyToUnknown);
            default:
                return _message is { } message && await TakeContentAsync(message, packet.Command, data);
        }
    }

    private async ValueTask<bool> TakeContentAsync(MilterMessage message, MilterCommand command, ReadOnlySequence<byte> data)
    {
        switch (command)
        {
            case MilterCommand.Recipient:
                return message.TakeRecipient(data) && Answer(MilterSteps.NoReplyToRecipient);
            case MilterCommand.Header:
                return await message.TakeFieldAsync(data, _disconnected) && Answer(MilterSteps.NoReplyToHeader);
            case MilterCommand.EndOfHeader:
                await message.TakeEndOfHeaderAsync(_disconnected);
                return Answer(MilterSteps.NoReplyToEndOfHeader);
            case MilterCommand.Body:
                await message.TakeBodyAsync(data, _disconnected);
                return Answer(MilterSteps.NoReplyToBody);
            case MilterCommand.EndOfBody:
                await message.TakeBodyAsync(data, _disconnected);
                await EndMessageAsync(message);
                return true;
            default:
                return false;
        }
    }

    private bool Negotiate(ReadOnlySequence<byte> data)
    {
        if (_agreed is not null || !MilterNegotiation.TryRead(data, out var offer))
        {
            return false;
        }

        var agreed = offer.Agree(WantedActions, WantedSteps);
        _agreed = agreed;
        MilterReplies.Negotiated(_output, agreed);
        return true;
    }

    /// <summary>Of all macros one matters: as whom the client has logged on.</summary>
    private bool TakeMacros(ReadOnlySequence<byte> data)
    {
        if (data.IsEmpty)
        {
            return false;
        }

        data = data.Slice(1);
        while (!data.IsEmpty)
        {
            if (!MilterText.TryTake(ref data, out var name) || !MilterText.TryTake(ref data, out var value))
            {
                return false;
            }

            if (name.Length == "{auth_authen}".Length && name.ToArray().AsSpan().SequenceEqual("{auth_authen}"u8))
            {
                _user = value.IsEmpty ? null : Encoding.UTF8.GetString(value.Slice(0, Math.Min(value.Length, MaximumUser)));
            }
        }

        return true;
    }

    private async ValueTask EndMessageAsync(MilterMessage message)
    {
        if (message.Refusal is { } refusal)
        {
            MilterReplies.Refuse(_output, refusal);
        }
        else
        {
            var envelope = new ScreenedEnvelope(_client, _hello, _user, message.Sender!, message.Recipients);
            await using var judged = await message.JudgeAsync(screening, envelope, _disconnected);
            await AnswerAsync(judged, message);
        }

        await ForgetMessageAsync();
    }

    private async ValueTask AnswerAsync(ScreenedMessage judged, MilterMessage message)
    {
        var changes = new MilterChanges(_agreed!.Value, _output);
        switch (judged.Action.Disposition)
        {
            case MessageDisposition.Reject:
                MilterReplies.Refuse(_output, judged.Refusal!);
                break;
            case MessageDisposition.Delete:
                MilterReplies.Discard(_output);
                break;
            case var disposition when !changes.CanTell(judged, message) || (disposition == MessageDisposition.Hold && !_agreed.Value.Actions.HasFlag(MilterActions.Quarantine)):
                // What was decided on cannot be had of this mail server; its client keeps the message.
                MilterReplies.TemporaryFailure(_output);
                break;
            default:
                await changes.TellAsync(judged, message, _disconnected);
                if (judged.Action is { Disposition: MessageDisposition.Hold, Cause: { } cause })
                {
                    MilterReplies.Quarantine(_output, $"{cause.Agent} {cause.Finding.Reason} ({judged.Reference})");
                }

                MilterReplies.Continue(_output);
                break;
        }
    }

    private bool Answer(MilterSteps leftOut)
    {
        if (!Has(leftOut))
        {
            MilterReplies.Continue(_output);
        }

        return true;
    }

    private bool Has(MilterSteps step) => _agreed!.Value.Steps.HasFlag(step);

    private async ValueTask ForgetMessageAsync()
    {
        if (_message is { } message)
        {
            _message = null;
            await message.DisposeAsync();
        }
    }
}
