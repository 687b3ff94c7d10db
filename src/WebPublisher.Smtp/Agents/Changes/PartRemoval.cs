using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using WebPublisher.Mail.Mime;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Puts in the place of parts a text that says what was removed. Everything else stays octet for octet.</summary>
/// <param name="Parts">The parts: none the message itself, none within an encoded message or a text. Parts within others of them may be among them.</param>
internal sealed record PartRemoval(ImmutableArray<MimePart> Parts) : ContentEdit
{
    private const int MostName = 100;
    private const int AtOnce = 16 * 1024;

    public override async ValueTask ApplyAsync(Stream from, ContentSpool to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AtOnce);
        try
        {
            long at = 0;
            foreach (var part in Parts.OrderBy(part => part.HeaderOffset).ThenByDescending(part => part.EndOffset))
            {
                if (part.HeaderOffset < at)
                {
                    // It was within one that is gone.
                    continue;
                }

                await CopyAsync(from, to, part.HeaderOffset - at, buffer, cancellationToken);
                await to.AppendAsync(new ReadOnlySequence<byte>(Notice(part)), cancellationToken);
                at = part.EndOffset;
                from.Position = at;
            }

            await CopyAsync(from, to, long.MaxValue, buffer, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask CopyAsync(Stream from, ContentSpool to, long octets, byte[] buffer, CancellationToken cancellationToken)
    {
        while (octets > 0 && await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(octets, AtOnce)), cancellationToken) is > 0 and var count)
        {
            await to.AppendAsync(new ReadOnlySequence<byte>(buffer, 0, count), cancellationToken);
            octets -= count;
        }
    }

    /// <summary>A part in the place of the other; the line end behind it belongs to the delimiter.</summary>
    private static byte[] Notice(MimePart part)
    {
        var name = string.Concat((part.FileName ?? $"{part.MediaType}").Take(MostName).Select(c => c is >= ' ' and <= '~' and not '"' ? c : '?'));
        return Encoding.ASCII.GetBytes(
            "Content-Type: text/plain; charset=us-ascii\r\nContent-Disposition: inline\r\n\r\n"
            + $"The attachment \"{name}\" was removed from this message,\r\nbecause attachments of this kind are not accepted.");
    }
}
