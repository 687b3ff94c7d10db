using System.Buffers;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Reads the content that follows BDAT (RFC 3030): counts the octets of each chunk, without dots of transparency and without an end to look for, and judges what
/// passes across chunks. One scanner per message; not thread-safe.
/// </summary>
/// <param name="limits">How much is permitted.</param>
/// <param name="binaryBody">Whether MAIL said BODY=BINARYMIME; otherwise the rules of lines are those of DATA.</param>
public sealed class ChunkScanner(ContentLimits limits, bool binaryBody)
{
    private readonly ContentMeter _meter = new(limits, binaryBody);

    /// <summary>The octets of the current chunk that have not come yet.</summary>
    public long Remaining { get; private set; }

    /// <summary>What speaks against the content so far. A carriage return at the end of a chunk is judged with the next, or by <see cref="Facts"/>.</summary>
    public ContentFindings Findings => _meter.Findings;

    /// <summary>What is known of the content; asked for when the last chunk is complete.</summary>
    public ContentFacts Facts => _meter.Complete();

    /// <summary>Begins a chunk.</summary>
    /// <exception cref="InvalidOperationException">The previous chunk is not complete.</exception>
    public void Begin(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (Remaining != 0)
        {
            throw new InvalidOperationException("The previous chunk is not complete.");
        }

        Remaining = size;
    }

    /// <summary>Takes input up to the end of the chunk, and writes the content.</summary>
    /// <param name="input">What was received; what is consumed is cut off its beginning.</param>
    /// <param name="output">Takes the content. Once the findings condemn it nothing more is written, for nobody will read it.</param>
    /// <returns>Whether the chunk is complete; what follows is commands.</returns>
    public bool Scan(ref ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var chunk = input.Length > Remaining ? input.Slice(0, Remaining) : input;
        foreach (var segment in chunk)
        {
            _meter.Examine(segment.Span);
            if (Findings == ContentFindings.None)
            {
                output.Write(segment.Span);
            }
        }

        Remaining -= chunk.Length;
        input = input.Slice(chunk.End);
        return Remaining == 0;
    }
}
