using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Follows the structure of an entity by its lines: headers, delimiters, bodies. The open parts are a stack; only the last of them takes content.</summary>
internal sealed class EntityReader : IDisposable
{
    private readonly WalkContext _context;
    private readonly bool _isWithinEncoded;
    private readonly int _depth;
    private readonly List<PartFrame> _frames = [];
    private readonly HeaderReader _header;
    private readonly DelimiterFinder _delimiters;
    private long _offset;

    // The line end that may belong to a delimiter after it: 0, 1 or 2 octets.
    private int _lineEnd;

    public EntityReader(WalkContext context, MimePart? parent, int depth)
    {
        _context = context;
        _depth = depth;
        _isWithinEncoded = parent is not null;
        _header = new HeaderReader(context);
        _delimiters = new DelimiterFinder(context, _frames);
        if (context.NewPart(parent, 0, _isWithinEncoded) is { } part)
        {
            _frames.Add(new PartFrame(part));
            _header.Begin(part);
        }
    }

    /// <summary>Takes a line, or a piece of a long one.</summary>
    public void Take(ReadOnlySpan<byte> piece, bool atLineStart)
    {
        if (_frames.Count > 0)
        {
            if (_delimiters.TryFind(piece, atLineStart, _offset, out var found, out var isClose))
            {
                Cross(found, isClose, piece);
            }
            else
            {
                TakeText(_frames[^1], piece, atLineStart);
            }
        }

        _offset += piece.Length;
    }

    /// <summary>Ends the entity, and whatever is open in it.</summary>
    public void Complete()
    {
        if (_frames.Count == 0)
        {
            return;
        }

        EndOpenHeader(_offset);
        FlushLineEnd(_frames[^1]);
        while (_frames.Count > 0)
        {
            Close(_offset);
        }
    }

    public void Dispose()
    {
        foreach (var frame in _frames)
        {
            frame.Body?.Dispose();
        }
    }

    private void TakeText(PartFrame frame, ReadOnlySpan<byte> piece, bool atLineStart)
    {
        switch (frame.State)
        {
            case FrameState.Header when !_header.Take(piece, atLineStart, _offset, out var isBody):
                EndHeader(frame, isBody ? _offset : _offset + piece.Length);
                if (isBody)
                {
                    // A header without an empty line at its end: the line is content, or a delimiter that is already known not to be one.
                    TakeText(_frames[^1], piece, atLineStart);
                }

                break;
            case FrameState.Body:
                TakeBody(frame, piece, atLineStart);
                break;
        }
    }

    private void TakeBody(PartFrame frame, ReadOnlySpan<byte> piece, bool atLineStart)
    {
        if (atLineStart && frame.Undeclared is { } undeclared && undeclared.Take(piece))
        {
            _context.Tell(MimeFindingKind.PartsInSingleBody, frame.Part, _offset, piece);
        }

        FlushLineEnd(frame);
        _lineEnd = piece[^1] != '\n' ? 0 : piece.EndsWith("\r\n"u8) ? 2 : 1;
        var text = piece[..^_lineEnd];
        if (!text.IsEmpty)
        {
            frame.Body?.Write(text);
        }
    }

    private void FlushLineEnd(PartFrame frame)
    {
        if (_lineEnd > 0 && frame.State == FrameState.Body)
        {
            frame.Body?.Write("\r\n"u8[^_lineEnd..]);
        }

        _lineEnd = 0;
    }

    private void Cross(int found, bool isClose, ReadOnlySpan<byte> line)
    {
        if (_frames[^1].State == FrameState.Header && _header.HasLines && _frames[^1].Part.Parent?.Kind != MimePartKind.Message)
        {
            // A message that is returned to its sender may be its header alone (RFC 3464), which then needs no empty line.
            _context.Tell(MimeFindingKind.DelimiterInHeader, _frames[^1].Part, _offset, line);
        }

        var end = _offset - _lineEnd;
        _lineEnd = 0;
        EndOpenHeader(end);
        while (_frames.Count - 1 > found)
        {
            if (_frames[^1] is { HasParts: true, IsClosed: false } open)
            {
                _context.Tell(MimeFindingKind.EndMissing, open.Part, _offset, line);
            }

            Close(end);
        }

        var multipart = _frames[found];
        if (multipart.IsClosed)
        {
            _context.Tell(MimeFindingKind.DelimiterAfterEnd, multipart.Part, _offset, line);
        }

        if (isClose)
        {
            multipart.IsClosed = true;
            multipart.State = FrameState.Epilogue;
            return;
        }

        multipart.HasParts = true;
        OpenPart(multipart, _offset + line.Length);
    }

    private void OpenPart(PartFrame parent, long offset)
    {
        if (_context.NewPart(parent.Part, offset, _isWithinEncoded) is not { } part)
        {
            parent.State = FrameState.Skipped;
            return;
        }

        parent.State = FrameState.Within;
        _frames.Add(new PartFrame(part));
        _header.Begin(part);
    }

    private void EndOpenHeader(long offset)
    {
        while (_frames.Count > 0 && _frames[^1].State == FrameState.Header)
        {
            EndHeader(_frames[^1], offset);
        }
    }

    private void EndHeader(PartFrame frame, long bodyOffset)
    {
        var part = frame.Part;
        part.BodyOffset = bodyOffset;
        part.Header = _header.End();
        var digest = part.Parent is { Kind: MimePartKind.Multipart } parent && parent.MediaType.Is("multipart", "digest");
        var form = new PartInterpreter(_context, part, digest).Interpret();
        var deep = _depth + _frames.Count > _context.Limits.MaximumDepth;
        if (deep && part.Kind != MimePartKind.Leaf)
        {
            _context.Tell(MimeFindingKind.TooDeep, part, bodyOffset, part.MediaType.ToString());
            part.Kind = MimePartKind.Leaf;
        }

        _context.Visitor.OnPart(part);
        switch (part.Kind)
        {
            case MimePartKind.Multipart:
                frame.Boundary = form.Boundary;
                frame.State = FrameState.Preamble;
                CompareBoundaries(frame);
                break;
            case MimePartKind.Message when part.Encoding == TransferEncoding.Identity:
                OpenPart(frame, bodyOffset);
                break;
            case MimePartKind.Message:
                frame.State = FrameState.Body;
                frame.Body = new EncodedMessageReader(_context, part, TransferDecoder.Create(_context, part));
                break;
            default:
                frame.State = FrameState.Body;
                frame.Body = new LeafReader(_context, part, TransferDecoder.Create(_context, part));
                frame.UnexpectedBoundary = form.Boundary;
                frame.Undeclared = form.IsUndeclared ? new UndeclaredParts() : null;
                break;
        }
    }

    private void CompareBoundaries(PartFrame inner)
    {
        foreach (var frame in _frames)
        {
            if (frame != inner && frame.Boundary is { } outer && outer.Overlaps(inner.Boundary!))
            {
                _context.Tell(MimeFindingKind.BoundaryOverlap, inner.Part, _offset, inner.Boundary!.Octets);
            }
        }
    }

    private void Close(long end)
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        frame.Part.EndOffset = Math.Max(end, frame.Part.BodyOffset);
        frame.Body?.Complete();
        frame.Body?.Dispose();
        if (frame.Boundary is not null && !frame.HasParts && frame.Part.EndOffset > frame.Part.BodyOffset)
        {
            _context.Tell(MimeFindingKind.MultipartWithoutParts, frame.Part, frame.Part.BodyOffset, frame.Boundary.Octets);
        }

        _context.Visitor.OnPartEnd(frame.Part);
    }
}
