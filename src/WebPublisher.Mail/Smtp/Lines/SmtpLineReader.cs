using System.Buffers;

namespace WebPublisher.Mail.Smtp.Lines;

/// <summary>
/// Finds command lines in what a client sends. Only CRLF ends a line. A line that is too long, or holds a bare line feed, is refused as soon as that is known and
/// swallowed up to its true end, so that no tail of it is ever taken for a command. What is found does not depend on how the octets arrive in segments, and what
/// stands behind a line is left in place, as pipelining needs. One reader per connection; not thread-safe.
/// </summary>
/// <param name="lengths">The limits by verb.</param>
public sealed class SmtpLineReader(CommandLengths lengths)
{
    private const int LongestVerb = 8;

    private long _searched;
    private bool _discarding;
    private bool _discardedCarriageReturn;

    /// <summary>Whether the tail of a refused line is still being swallowed.</summary>
    public bool IsDiscarding => _discarding;

    /// <summary>Looks for the next command line.</summary>
    /// <param name="buffer">What was received and not consumed yet; what is consumed is cut off its beginning.</param>
    /// <param name="line">The line without its CRLF, part of the buffer.</param>
    public SmtpLineStatus Read(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line) => Read(ref buffer, limit: 0, out line);

    /// <summary>Looks for the next line of an authentication exchange, which holds no verb and may have 12,288 octets (RFC 4954 section 4).</summary>
    /// <inheritdoc cref="Read(ref ReadOnlySequence{byte}, out ReadOnlySequence{byte})"/>
    public SmtpLineStatus ReadAuthenticationResponse(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
        => Read(ref buffer, CommandLengths.Maximum, out line);

    /// <summary>Forgets everything, as after a TLS handshake, before which the caller drops what was received in the clear (RFC 3207 section 4.2).</summary>
    public void Reset()
    {
        _searched = 0;
        _discarding = false;
        _discardedCarriageReturn = false;
    }

    private SmtpLineStatus Read(ref ReadOnlySequence<byte> buffer, int limit, out ReadOnlySequence<byte> line)
    {
        line = default;
        if ((_discarding && !Discard(ref buffer)) || buffer.IsEmpty)
        {
            return SmtpLineStatus.Incomplete;
        }

        if (limit == 0)
        {
            limit = lengths[VerbOf(buffer)];
        }

        // Nothing beyond the limit is looked at: there the line is too long whatever it holds.
        var available = Math.Min(buffer.Length, limit);
        var searched = Math.Min(_searched, available);
        var unsearched = buffer.Slice(searched, available - searched);
        if (unsearched.PositionOf((byte)'\n') is not { } lineFeed)
        {
            if (available == limit)
            {
                return Refuse(SmtpLineStatus.TooLong, ref buffer);
            }

            _searched = available;
            return SmtpLineStatus.Incomplete;
        }

        var content = buffer.Slice(0, lineFeed);
        buffer = buffer.Slice(buffer.GetPosition(1, lineFeed));
        if (!EndsWithCarriageReturn(content))
        {
            return Refuse(SmtpLineStatus.BareLineFeed, ref buffer);
        }

        _searched = 0;
        line = content.Slice(0, content.Length - 1);
        return SmtpLineStatus.Line;
    }

    private SmtpLineStatus Refuse(SmtpLineStatus status, ref ReadOnlySequence<byte> buffer)
    {
        _searched = 0;
        _discarding = true;
        _discardedCarriageReturn = false;
        Discard(ref buffer);
        return status;
    }

    /// <summary>Consumes up to and with the next CRLF; false if that has not arrived.</summary>
    private bool Discard(ref ReadOnlySequence<byte> buffer)
    {
        while (buffer.PositionOf((byte)'\n') is { } lineFeed)
        {
            var before = buffer.Slice(0, lineFeed);
            var ends = before.IsEmpty ? _discardedCarriageReturn : EndsWithCarriageReturn(before);
            buffer = buffer.Slice(buffer.GetPosition(1, lineFeed));
            _discardedCarriageReturn = false;
            if (ends)
            {
                _discarding = false;
                return true;
            }
        }

        if (!buffer.IsEmpty)
        {
            _discardedCarriageReturn = EndsWithCarriageReturn(buffer);
            buffer = buffer.Slice(buffer.End);
        }

        return false;
    }

    private static bool EndsWithCarriageReturn(in ReadOnlySequence<byte> octets)
    {
        if (octets.IsSingleSegment)
        {
            return octets.FirstSpan is [.., (byte)'\r'];
        }

        // Segments may be empty, the one with the last octet need not be the last.
        byte last = 0;
        foreach (var segment in octets.Slice(octets.Length > 0 ? octets.Length - 1 : 0))
        {
            last = segment.IsEmpty ? last : segment.Span[^1];
        }

        return last == '\r';
    }

    /// <summary>
    /// The verb that the line begins with. While only a part of a word has arrived this may be another verb or none, which is harmless: no limit is so short that
    /// a word alone reaches it.
    /// </summary>
    private static SmtpVerb VerbOf(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[LongestVerb + 1];
        start = start[..(int)Math.Min(start.Length, buffer.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        var end = 0;
        while (end < start.Length && char.IsAsciiLetter((char)start[end]))
        {
            end++;
        }

        return SmtpVerbs.Recognize(start[..end]);
    }
}
