using WebPublisher.Mail.Mime.Archives;
using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Files;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Takes the decoded content of a leaf or of a file within a text: tells the visitor, knows the file by its first octets, and opens it if it is an archive.</summary>
internal sealed class LeafContent(WalkContext context, MimePart part) : IDisposable
{
    private readonly byte[] _first = new byte[FileTypes.OctetsNeeded];
    private int _count;
    private bool _known;
    private ArchiveHold? _archive;

    public void Take(ReadOnlySpan<byte> octets)
    {
        part.ContentLength += octets.Length;
        if (!_known)
        {
            var count = Math.Min(octets.Length, _first.Length - _count);
            octets[..count].CopyTo(_first.AsSpan(_count));
            _count += count;
            if (_count == _first.Length)
            {
                Know();
                _archive?.Write(_first);
                _archive?.Write(octets[count..]);
            }
        }
        else
        {
            _archive?.Write(octets);
        }

        context.Visitor.OnContent(part, octets);
    }

    public void Complete()
    {
        if (!_known)
        {
            Know();
            _archive?.Write(_first.AsSpan(0, _count));
        }

        if (_archive is not null)
        {
            new ArchiveWalk(context, part).Open(_archive, part.ContentFileType);
        }
    }

    public void Dispose() => _archive?.Dispose();

    private void Know()
    {
        _known = true;
        part.ContentFileType = FileTypes.Detect(_first.AsSpan(0, _count));
        if (part.ContentFileType == FileType.Tnef)
        {
            context.Tell(MimeFindingKind.Tnef, part, part.BodyOffset, "");
        }

        if (part is { Encoding: TransferEncoding.Identity, ContentFileType: FileType.Unknown } && EncodedFile.Detect(_first.AsSpan(0, _count)))
        {
            context.Tell(MimeFindingKind.EncodingUndeclared, part, part.BodyOffset, _first.AsSpan(0, Math.Min(_count, 20)));
        }

        if (FileTypes.IsReadableArchive(part.ContentFileType) || (part.ContentFileType == FileType.Unknown && FileTypes.AnyNameIsZip(part.FileNames)))
        {
            // A zip is read from its end: what comes before its first entry may be anything.
            _archive = new ArchiveHold(context, part);
        }
        else if (FileTypes.IsArchive(part.ContentFileType))
        {
            context.Tell(MimeFindingKind.ArchiveUnknown, part, part.BodyOffset, $"{part.ContentFileType}");
        }
    }
}
