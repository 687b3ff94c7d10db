using System.Buffers;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Reads the content that follows DATA: finds its end, removes the dots of transparency (RFC 5321 section 4.5.2), and judges what passes. Only CRLF.CRLF ends
/// content; whatever resembles it is content, and is found. The result does not depend on how the octets arrive in segments. One scanner per transfer; not
/// thread-safe.
/// </summary>
/// <param name="limits">How much is permitted.</param>
public sealed class MessageDataScanner(ContentLimits limits)
{
    private readonly ContentMeter _meter = new(limits, binaryBody: false);
    private State _state = State.LineStart;

    private enum State
    {
        /// <summary>Within a line.</summary>
        Text,

        /// <summary>Behind a carriage return, which was handed out already.</summary>
        CarriageReturn,

        /// <summary>Behind CRLF, or at the very beginning: what follows 354 is a line of its own.</summary>
        LineStart,

        /// <summary>Behind a dot that begins a line and is handed out in no case.</summary>
        Dot,

        /// <summary>Behind such a dot and a carriage return that is held back.</summary>
        DotCarriageReturn,

        /// <summary>Behind the end of the content.</summary>
        Ended,
    }

    /// <summary>Whether the end has been reached; what follows it is commands.</summary>
    public bool IsEnded => _state == State.Ended;

    /// <summary>What speaks against the content so far.</summary>
    public ContentFindings Findings => _meter.Findings;

    /// <summary>What is known of the content; complete once <see cref="IsEnded"/>.</summary>
    public ContentFacts Facts => _meter.Complete();

    /// <summary>Takes a part of the input.</summary>
    /// <param name="input">What was received; what is consumed is cut off its beginning. Behind the end nothing is consumed.</param>
    /// <param name="content">Content, a part of the input or constant; may be empty although input was consumed.</param>
    /// <returns>Whether to call again: false when the input is used up or the end was reached.</returns>
    public bool Scan(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> content)
    {
        content = [];
        if (input.IsEmpty || _state == State.Ended)
        {
            return false;
        }

        var taken = 0;
        switch (_state)
        {
            case State.Text:
                content = TakeText(input, out taken);
                break;
            case State.CarriageReturn:
                // A line feed makes it a line end; a further carriage return waits in its place.
                _state = input[0] == '\n' ? State.LineStart : input[0] == '\r' ? State.CarriageReturn : State.Text;
                taken = 1;
                content = input[..1];
                break;
            case State.LineStart:
                _state = input[0] == '.' ? State.Dot : State.Text;
                taken = input[0] == '.' ? 1 : 0;
                break;
            case State.Dot:
                // Any other octet is the first of the line; a second dot is the one that transparency doubled.
                _state = input[0] == '\r' ? State.DotCarriageReturn : State.Text;
                taken = input[0] == '\r' ? 1 : 0;
                break;
            case State.DotCarriageReturn:
                _state = input[0] == '\n' ? State.Ended : State.CarriageReturn;
                taken = input[0] == '\n' ? 1 : 0;
                content = input[0] == '\n' ? [] : "\r"u8;
                break;
        }

        input = input[taken..];
        _meter.Examine(content);
        return true;
    }

    /// <summary>Takes all of the input up to the end of the content, and writes the content.</summary>
    /// <param name="input">What was received; what is consumed is cut off its beginning.</param>
    /// <param name="output">Takes the content. Once the findings condemn it nothing more is written, for nobody will read it.</param>
    /// <returns>Whether the end was reached.</returns>
    public bool Scan(ref ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        long taken = 0;
        foreach (var segment in input)
        {
            var rest = segment.Span;
            while (Scan(ref rest, out var content))
            {
                if (!content.IsEmpty && Findings == ContentFindings.None)
                {
                    output.Write(content);
                }
            }

            taken += segment.Length - rest.Length;
        }

        input = input.Slice(taken);
        return IsEnded;
    }

    /// <summary>Takes text up to a dot that begins a line.</summary>
    private ReadOnlySpan<byte> TakeText(ReadOnlySpan<byte> input, out int taken)
    {
        var at = input.IndexOf("\r\n."u8);
        if (at >= 0)
        {
            taken = at + 3;
            _state = State.Dot;
            return input[..(at + 2)];
        }

        taken = input.Length;
        _state = input.EndsWith("\r\n"u8) ? State.LineStart : input[^1] == '\r' ? State.CarriageReturn : State.Text;
        return input;
    }
}
