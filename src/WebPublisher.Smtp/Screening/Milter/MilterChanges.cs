using System.Buffers;
using WebPublisher.Mail.Milter;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Screening.Milter;

/// <summary>Tells a mail server what agents changed about a message: before the answer to its end, in the words of the milter protocol.</summary>
/// <param name="agreed">What the mail server lets us do.</param>
/// <param name="output">Takes the words.</param>
internal sealed class MilterChanges(MilterNegotiation agreed, IBufferWriter<byte> output)
{
    private bool HasLeadingSpace => agreed.Steps.HasFlag(MilterSteps.LeadingSpace);

    /// <summary>Whether all that agents changed can be told.</summary>
    public bool CanTell(ScreenedMessage judged, MilterMessage message)
    {
        var needed = MilterActions.None;
        needed |= judged.Transaction.Stamps.Count > 0 || judged.Transaction.Scl is not null ? MilterActions.AddHeaders : needed;
        needed |= message.Removed.Count > 0 || judged.IsEdited ? MilterActions.ChangeHeaders : needed;
        needed |= judged.IsEdited ? MilterActions.ChangeBody | MilterActions.AddHeaders : needed;
        needed |= judged.Transaction.Added.Count > 0 || judged.Action.Disposition == MessageDisposition.Redirect ? MilterActions.AddRecipients : needed;
        needed |= judged.Action.Disposition == MessageDisposition.Redirect ? MilterActions.DeleteRecipients : needed;
        return (needed & ~agreed.Actions) == MilterActions.None;
    }

    /// <summary>Tells them.</summary>
    public async ValueTask TellAsync(ScreenedMessage judged, MilterMessage message, CancellationToken cancellation)
    {
        // From the last of a name to its first: each removal moves those behind it.
        foreach (var field in message.Removed.Reverse())
        {
            MilterReplies.ChangeHeader(output, field.Index, field.Name, "");
        }

        if (judged.IsEdited)
        {
            await TellEditAsync(judged.Transaction, message, cancellation);
        }

        foreach (var stamp in judged.Transaction.Stamps)
        {
            MilterReplies.InsertHeader(output, 0, stamp.Name, HasLeadingSpace ? $" {stamp.Value}" : stamp.Value);
        }

        if (judged.Transaction.Scl is { } scl)
        {
            MilterReplies.InsertHeader(output, 0, MessageRelease.SclField, HasLeadingSpace ? $" {scl}" : $"{scl}");
        }

        TellRecipients(judged, message);
    }

    private void TellRecipients(ScreenedMessage judged, MilterMessage message)
    {
        if (judged.Action is { Disposition: MessageDisposition.Redirect, Cause.Finding.RedirectTo: { } to })
        {
            foreach (var recipient in message.Recipients.Where(recipient => recipient != to))
            {
                MilterReplies.DeleteRecipient(output, recipient.ToString());
            }

            MilterReplies.AddRecipient(output, to.ToString());
            return;
        }

        foreach (var added in judged.Transaction.Added.Except(message.Recipients))
        {
            MilterReplies.AddRecipient(output, added.ToString());
        }
    }

    /// <summary>Of the header what became other, name by name; of the body all.</summary>
    private async ValueTask TellEditAsync(MailTransaction transaction, MilterMessage message, CancellationToken cancellation)
    {
        await using var content = transaction.Spool!.OpenRead();
        var (fields, body) = await EditedHeader.ReadAsync(content, cancellation);
        var before = message.Fields.ToLookup(field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase);
        var after = fields.ToLookup(field => field.Name, field => field.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var name in before.Select(group => group.Key).Union(after.Select(group => group.Key), StringComparer.OrdinalIgnoreCase))
        {
            TellField(name, [.. before[name]], [.. after[name]]);
        }

        content.Position = body;
        var piece = new byte[MilterReplies.MaximumPiece];
        int count;
        while ((count = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation)) > 0)
        {
            MilterReplies.ReplaceBody(output, piece.AsSpan(0, count));
        }
    }

    private void TellField(string name, string[] before, string[] after)
    {
        for (var i = Math.Max(before.Length, after.Length) - 1; i >= 0; i--)
        {
            if (i >= before.Length)
            {
                MilterReplies.AddHeader(output, name, Value(after[i]));
            }
            else if (i >= after.Length)
            {
                MilterReplies.ChangeHeader(output, (uint)i + 1, name, "");
            }
            else if (before[i] != after[i])
            {
                MilterReplies.ChangeHeader(output, (uint)i + 1, name, Value(after[i]));
            }
        }
    }

    private string Value(string value) => HasLeadingSpace ? value : value.TrimStart(' ');
}
