using System.Buffers;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Collects the lines of one header, and tells which of them are not lines of a header.</summary>
internal sealed class HeaderReader(WalkContext context)
{
    private readonly ArrayBufferWriter<byte> _octets = new();
    private MimePart? _part;
    private int _fields;
    private bool _isOver;
    private bool _skip;
    private long _begin;

    /// <summary>Whether there was any line.</summary>
    public bool HasLines { get; private set; }

    public void Begin(MimePart part)
    {
        _part = part;
        _begin = part.HeaderOffset;
        _octets.ResetWrittenCount();
        _fields = 0;
        _isOver = false;
        _skip = false;
        HasLines = false;
    }

    /// <summary>The header so far.</summary>
    public MimeHeader End() => MimeHeader.Parse(_octets.WrittenSpan, context.Limits.MaximumFields);

    /// <summary>Takes a line; false if it ends the header.</summary>
    /// <param name="piece">The line, or a piece of it.</param>
    /// <param name="atLineStart">Whether it is the beginning.</param>
    /// <param name="offset">Where it stands.</param>
    /// <param name="isBody">Whether the header ended without an empty line, and the line is the first of the body.</param>
    public bool Take(ReadOnlySpan<byte> piece, bool atLineStart, long offset, out bool isBody)
    {
        isBody = false;
        if (!atLineStart)
        {
            Keep(piece, offset);
            return true;
        }

        var line = piece[^1] == '\n' ? piece[..^(piece.EndsWith("\r\n"u8) ? 2 : 1)] : piece;
        if (line.IsEmpty)
        {
            return false;
        }

        _skip = false;
        switch (HeaderLine.Classify(line))
        {
            case HeaderLineKind.Field:
                _fields++;
                Keep(piece, offset);
                break;
            case HeaderLineKind.Continuation when HasLines:
                if (HeaderLine.HidesField(line))
                {
                    context.Tell(MimeFindingKind.FieldInContinuation, _part, offset, line);
                }

                Keep(piece, offset);
                break;
            case HeaderLineKind.Blank:
                context.Tell(MimeFindingKind.HeaderBlankLine, _part, offset, line);
                Keep(piece, offset);
                break;
            case HeaderLineKind.Envelope when offset == _begin:
                // A mailbox file puts "From " before each message (RFC 4155).
                _skip = true;
                break;
            default:
                context.Tell(MimeFindingKind.HeaderLineMalformed, _part, offset, line);
                isBody = true;
                return false;
        }

        HasLines = true;
        return true;
    }

    private void Keep(ReadOnlySpan<byte> piece, long offset)
    {
        if (_skip)
        {
            return;
        }

        var controls = piece.EndsWith("\r\n"u8) ? piece[..^2] : piece;
        if (controls.ContainsAny((byte)'\r', (byte)0))
        {
            context.Tell(MimeFindingKind.HeaderControlCharacter, _part, offset, piece);
        }

        if (_fields > context.Limits.MaximumFields)
        {
            context.Tell(MimeFindingKind.TooManyFields, _part, offset, piece);
            return;
        }

        if (_isOver || _octets.WrittenCount + piece.Length > context.Limits.MaximumHeader || piece.Length > context.HeaderBudget)
        {
            _isOver = true;
            context.Tell(MimeFindingKind.HeaderTooLarge, _part, offset, piece);
            return;
        }

        context.HeaderBudget -= piece.Length;
        _octets.Write(piece);
    }
}
