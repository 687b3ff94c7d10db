using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>Holds an archive until it is whole; not more of it than may be held.</summary>
internal sealed class ArchiveHold(WalkContext context, MimePart part) : IDisposable
{
    private readonly Stream _stream = context.OpenArchiveHold();
    private bool _isCut;

    /// <summary>What is held, from its beginning.</summary>
    public Stream Stream
    {
        get
        {
            _stream.Position = 0;
            return _stream;
        }
    }

    public void Write(ReadOnlySpan<byte> octets)
    {
        if (_isCut)
        {
            return;
        }

        if (_stream.Length + octets.Length > context.Limits.MaximumArchive)
        {
            _isCut = true;
            context.Tell(MimeFindingKind.ArchiveTooLarge, part, part.BodyOffset, $"{_stream.Length + octets.Length}");
            return;
        }

        _stream.Write(octets);
    }

    public void Dispose() => _stream.Dispose();
}
