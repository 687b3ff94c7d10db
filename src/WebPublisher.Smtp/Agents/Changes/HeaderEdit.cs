using System.Buffers;
using System.Collections.Immutable;
using WebPublisher.Mail.Headers;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Changes fields of the header. The body stays octet for octet what it was, so that what was signed remains so. Content without a header stays as it is.</summary>
/// <param name="Edits">The changes, in order.</param>
public sealed record HeaderEdit(ImmutableArray<FieldEdit> Edits) : ContentEdit
{
    private const int ReadSize = 16 * 1024;

    /// <inheritdoc/>
    public override async ValueTask ApplyAsync(Stream from, ContentSpool to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);

        // 1. The header. The connector has refused what has a longer one than it allows.
        var read = new ArrayBufferWriter<byte>(ReadSize);
        var (end, looked) = (-1, 0);
        while (end < 0)
        {
            var count = await from.ReadAsync(read.GetMemory(ReadSize), cancellationToken);
            read.Advance(count);
            end = count == 0 ? read.WrittenCount : HeaderBlock.EndOf(read.WrittenSpan, looked);
            looked = Math.Max(0, read.WrittenCount - 3);
        }

        if (HeaderBlock.Parse(read.WrittenMemory[..end]) is { } header)
        {
            foreach (var edit in Edits)
            {
                edit.Apply(header);
            }

            var written = new ArrayBufferWriter<byte>(end + ReadSize);
            header.WriteTo(written);
            await to.AppendAsync(new ReadOnlySequence<byte>(written.WrittenMemory), cancellationToken);
        }
        else
        {
            end = 0;
        }

        // 2. The rest, as it is.
        await to.AppendAsync(new ReadOnlySequence<byte>(read.WrittenMemory[end..]), cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await to.AppendAsync(new ReadOnlySequence<byte>(buffer, 0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
