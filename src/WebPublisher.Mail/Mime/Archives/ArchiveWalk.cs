using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>
/// Opens the archive that a part holds, and those within it, and tells the visitor the entries. Every quantity an archive claims is checked against the budget of the
/// message while it is unpacked, so that a bomb costs no more than its limits.
/// </summary>
internal sealed class ArchiveWalk(WalkContext context, MimePart part)
{
    private const int BufferSize = 16 * 1024;

    // An honest file may be all white: the ratio says nothing before this size.
    private const long RatioFrom = 10 * 1024 * 1024;

    /// <summary>Opens what is held.</summary>
    public void Open(ArchiveHold hold, FileType type) => Open(hold, type, "", depth: 1);

    /// <summary>Tells an entry and its content.</summary>
    /// <param name="entry">What the archive says of it; its file type is not known yet.</param>
    /// <param name="content">Its content, unpacked as it is read; null when it cannot be.</param>
    /// <param name="packed">What that is read from; its position tells how much it took.</param>
    /// <returns>False when nothing more may be unpacked.</returns>
    public bool TakeEntry(ArchiveEntry entry, Stream? content, Stream packed)
    {
        if (context.ArchiveBudget.Entries-- <= 0)
        {
            Tell(MimeFindingKind.ArchiveTooManyEntries, entry.Name);
            return false;
        }

        if (entry.IsEncrypted)
        {
            Tell(MimeFindingKind.ArchiveEncrypted, entry.Name);
        }

        if (content is null || entry.IsEncrypted)
        {
            context.Visitor.OnArchiveEntry(part, entry);
            return true;
        }

        return Unpack(entry, content, packed);
    }

    public void Tell(MimeFindingKind kind, string detail) => context.Tell(kind, part, part.BodyOffset, detail);

    private void Open(ArchiveHold hold, FileType type, string name, int depth)
    {
        if (depth > context.Limits.MaximumArchiveDepth)
        {
            Tell(MimeFindingKind.ArchiveTooDeep, name);
            return;
        }

        try
        {
            switch (type)
            {
                case FileType.Gzip:
                    new GzipFile(this, hold, depth).Read(name);
                    break;
                case FileType.Tar:
                    new TarFile(this, hold, depth).Read();
                    break;
                default:
                    new ZipFile(this, hold, depth).Read(isNamedOnly: type != FileType.Zip);
                    break;
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // The platform's inflater says so what is damaged.
            Tell(MimeFindingKind.ArchiveDamaged, e.Message);
        }
    }

    private bool Unpack(ArchiveEntry entry, Stream content, Stream packed)
    {
        var buffer = new byte[BufferSize];
        var first = content.ReadAtLeast(buffer.AsSpan(0, FileTypes.OctetsNeeded), FileTypes.OctetsNeeded, throwOnEndOfStream: false);
        entry = entry with { FileType = FileTypes.Detect(buffer.AsSpan(0, first)) };
        context.Visitor.OnArchiveEntry(part, entry);

        using var nested = FileTypes.IsReadableArchive(entry.FileType) ? new ArchiveHold(context, part) : null;
        if (nested is null && FileTypes.IsArchive(entry.FileType))
        {
            Tell(MimeFindingKind.ArchiveUnknown, $"{entry.FileType} {entry.Name}");
        }

        long total = 0;
        for (var count = first; count > 0; count = content.Read(buffer))
        {
            total += count;
            context.ArchiveBudget.Octets -= count;
            if (context.ArchiveBudget.Octets < 0)
            {
                Tell(MimeFindingKind.ArchiveTooLarge, entry.Name);
                return false;
            }

            if (total > RatioFrom && total / Math.Max(1, packed.Position) >= context.Limits.MaximumRatio)
            {
                Tell(MimeFindingKind.ArchiveRatio, entry.Name);
                break;
            }

            nested?.Write(buffer.AsSpan(0, count));
            context.Visitor.OnArchiveContent(part, entry, buffer.AsSpan(0, count));
        }

        if (nested is not null)
        {
            Open(nested, entry.FileType, entry.Name, entry.Depth + 1);
        }

        return true;
    }
}
