using System.Buffers;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Holding;

/// <summary>
/// Releases a held message: hands it to the servers of the send connectors that its recipients have now, with its envelope, as a session would have. What a server has taken is
/// noted at once; a release that was broken off goes on with the other recipients.
/// </summary>
/// <param name="policy">The policy with the send connectors.</param>
/// <param name="relay">Hands it on.</param>
/// <param name="store">Where it is held.</param>
/// <param name="index">What the index says of it.</param>
/// <param name="spool">Where its content is while it is sent.</param>
public sealed class HeldRelease(MailPolicy policy, IRelay relay, HoldStore store, HeldIndex index, SpoolArea spool)
{
    private const int ReadAtOnce = 64 * 1024;

    /// <summary>Releases it to the recipients that have not got it yet.</summary>
    /// <returns>The message with what each server answered.</returns>
    /// <exception cref="IOException">Its file cannot be read, or is being released by somebody else, perhaps on another node, which cannot be asked.</exception>
    public async Task<HeldMessage> RunAsync(HeldMessage message, CancellationToken cancellation)
    {
        // The file first: as long as it is ours, this node does not hand the message to others.
        await using var file = store.OpenAlone(message);
        await using var claim = await index.ClaimAsync(message, cancellation);
        if (claim.Message is not { } current)
        {
            throw new IOException($"held message {message.Id} was deleted on another node.");
        }

        if (current.State == HeldState.Released)
        {
            return current;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, claim.Ended);
        return await RunAsync(current, file, ending.Token);
    }

    private async Task<HeldMessage> RunAsync(HeldMessage message, FileStream file, CancellationToken cancellation)
    {
        var mail = HeldEnvelope.Mail(message);
        await using var content = spool.Open();
        await FillAsync(content, file, cancellation);
        if (content.Length != message.Size)
        {
            throw new IOException($"the file of held message {message.Id} has {content.Length} bytes, and had {message.Size}.");
        }

        var routes = new SendRoutes(policy);
        var waiting = message.Recipients.Select((recipient, position) => (Command: HeldEnvelope.Rcpt(recipient), Position: position, recipient.IsReleased)).Where(one => !one.IsReleased);
        foreach (var destination in waiting.GroupBy(one => routes.To(one.Command.Recipient)))
        {
            var recipients = destination.Select(one => (one.Command, one.Position)).ToList();
            if (destination.Key is { } connector)
            {
                await SendAsync(message, mail, connector, recipients, content, cancellation);
            }
            else
            {
                await NoteAsync(message, recipients, isReleased: false, "no send connector carries it");
            }
        }

        var released = await index.FindAsync(message.Reference) ?? throw new IOException($"held message {message.Id} was deleted meanwhile.");
        if (released.State == HeldState.Released)
        {
            store.DeleteFile(released);
        }

        return released;
    }

    private async Task SendAsync(
        HeldMessage message, MailCommand mail, SendConnector connector, List<(RcptCommand Command, int Position)> recipients, ContentSpool content, CancellationToken cancellation)
    {
        var onward = Envelope.Onward(mail with { Parameters = mail.Parameters with { Size = content.Length } });
        var (transaction, reply) = await relay.BeginAsync(connector, onward, recipients[0].Command, cancellation);
        if (transaction is null)
        {
            await NoteAsync(message, recipients, isReleased: false, reply.ToString());
            return;
        }

        await using (transaction)
        {
            var taken = new List<(RcptCommand Command, int Position)>();
            foreach (var recipient in recipients)
            {
                reply = recipient == recipients[0] ? reply : await transaction.AddRecipientAsync(recipient.Command, cancellation);
                if (reply.IsSuccess)
                {
                    taken.Add(recipient);
                }
                else
                {
                    await NoteAsync(message, [recipient], isReleased: false, reply.ToString());
                }
            }

            if (taken.Count > 0)
            {
                var facts = await SpooledContent.MeasureAsync(content, mail.Parameters.Body == BodyType.BinaryMime, cancellation);
                reply = await transaction.SendAsync(ReadOnlyMemory<byte>.Empty, content, facts, cancellation);
                await NoteAsync(message, taken, reply.IsSuccess, reply.ToString());
            }
        }
    }

    private async Task NoteAsync(HeldMessage message, List<(RcptCommand Command, int Position)> recipients, bool isReleased, string answer)
    {
        foreach (var (_, position) in recipients)
        {
            await index.NoteAnswerAsync(message.Id, position, isReleased, answer);
        }
    }

    private static async Task FillAsync(ContentSpool content, Stream file, CancellationToken cancellation)
    {
        var buffer = new byte[ReadAtOnce];
        int count;
        while ((count = await file.ReadAsync(buffer, cancellation)) > 0)
        {
            await content.AppendAsync(new ReadOnlySequence<byte>(buffer, 0, count), cancellation);
        }
    }
}
