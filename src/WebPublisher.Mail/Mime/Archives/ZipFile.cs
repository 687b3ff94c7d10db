using System.Buffers.Binary;
using System.IO.Compression;
using WebPublisher.Mail.Mime.Files;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>
/// A zip (APPNOTE 6.3.10), read from its directory, as most programs do. The entries are compared with it, because some programs read those alone; the platform's own
/// reader takes the whole directory into memory before it counts it.
/// </summary>
internal sealed class ZipFile(ArchiveWalk walk, ArchiveHold hold, int depth)
{
    private const int EndSize = 22;
    private const int MostComment = 65535;
    private const uint EntrySignature = 0x04034B50;
    private const uint DirectorySignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const uint LocatorSignature = 0x07064B50;
    private const uint Unknown32 = 0xFFFFFFFF;

    private readonly List<(long Begin, long End)> _ranges = [];

    /// <summary>Reads it.</summary>
    /// <param name="isNamedOnly">Whether nothing but its name says that this is a zip.</param>
    public void Read(bool isNamedOnly)
    {
        var stream = hold.Stream;
        if (!TryFindDirectory(stream, out var at, out var size, out var shift))
        {
            if (!isNamedOnly)
            {
                walk.Tell(MimeFindingKind.ArchiveDamaged, "no directory");
            }

            return;
        }

        var end = at + size;
        while (at < end && ZipEntry.TryReadDirectory(stream, at, DirectorySignature, out var entry, out var next))
        {
            at = next;
            if (!TakeEntry(stream, entry with { Offset = entry.Offset + shift }))
            {
                return;
            }
        }

        if (at < end)
        {
            walk.Tell(MimeFindingKind.ArchiveDamaged, "directory");
        }

        CompareRanges(stream, end - size);
    }

    private bool TakeEntry(Stream stream, ZipEntry entry)
    {
        if (!ZipEntry.TryReadEntry(stream, entry.Offset, EntrySignature, out var local, out var data))
        {
            walk.Tell(MimeFindingKind.ArchiveDamaged, entry.Name);
            return walk.TakeEntry(new ArchiveEntry(entry.Name, entry.UnicodeName, entry.Size, entry.IsEncrypted, depth, FileType.Unknown), null, stream);
        }

        var other = entry.UnicodeName;
        if (local.Name != entry.Name || local.IsEncrypted != entry.IsEncrypted || local.Method != entry.Method)
        {
            walk.Tell(MimeFindingKind.ArchiveDisagrees, $"{entry.Name} | {local.Name}");
            other = local.Name;
        }

        var packed = Math.Clamp(entry.PackedSize, 0, Math.Max(0, stream.Length - data));
        _ranges.Add((entry.Offset, data + packed));
        var described = new ArchiveEntry(entry.Name, other, entry.Size, entry.IsEncrypted, depth, FileType.Unknown);
        var content = new PartStream(stream, data, packed);
        switch (entry.Method)
        {
            case 0:
                return walk.TakeEntry(described, content, content);
            case 8:
                using (var inflated = new DeflateStream(content, CompressionMode.Decompress, leaveOpen: true))
                {
                    return walk.TakeEntry(described, inflated, content);
                }

            default:
                if (!entry.IsEncrypted)
                {
                    walk.Tell(MimeFindingKind.ArchiveUnknown, $"method {entry.Method} {entry.Name}");
                }

                return walk.TakeEntry(described, null, content);
        }
    }

    /// <summary>
    /// Whether an entry stands where the directory knows none, which a program that reads from the front would unpack, or within another, as only bombs do.
    /// </summary>
    private void CompareRanges(Stream stream, long directory)
    {
        _ranges.Sort();
        long covered = 0;
        foreach (var (begin, end) in _ranges.Append((directory, directory)))
        {
            if (begin > covered && HoldsEntry(stream, covered, begin))
            {
                walk.Tell(MimeFindingKind.ArchiveDisagrees, "an entry that the directory does not know");
                return;
            }

            if (begin < covered && begin < directory)
            {
                walk.Tell(MimeFindingKind.ArchiveDisagrees, "entries overlap");
                return;
            }

            covered = Math.Max(covered, end);
        }
    }

    /// <summary>An entry may be followed by its sizes in 12 to 24 octets, then comes the next.</summary>
    private static bool HoldsEntry(Stream stream, long from, long to)
    {
        Span<byte> gap = stackalloc byte[(int)Math.Min(to - from, 28)];
        stream.Position = from;
        gap = gap[..stream.ReadAtLeast(gap, gap.Length, throwOnEndOfStream: false)];
        return gap.IndexOf("PK\u0003\u0004"u8) >= 0;
    }

    private static bool TryFindDirectory(Stream stream, out long at, out long size, out long shift)
    {
        (at, size, shift) = (0, 0, 0);
        var tail = new byte[(int)Math.Min(stream.Length, EndSize + MostComment)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        for (var index = tail.Length - EndSize; index >= 0; index--)
        {
            var record = tail.AsSpan(index);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) != EndSignature)
            {
                continue;
            }

            size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
            var end = stream.Length - tail.Length + index;
            if (size == Unknown32 || offset == Unknown32)
            {
                end = ReadLarge(stream, end, ref size, ref offset);
            }

            // What stands before the first entry, a program that unpacks itself for instance, is not counted by the offsets.
            at = end - size;
            shift = at - offset;
            if (at >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Zip64: the sizes are in a record before this one (APPNOTE section 4.3.14).</summary>
    private static long ReadLarge(Stream stream, long end, ref long size, ref long offset)
    {
        Span<byte> locator = stackalloc byte[20];
        Span<byte> record = stackalloc byte[56];
        if (end < 20 + 56)
        {
            return end;
        }

        stream.Position = end - 20;
        stream.ReadExactly(locator);
        var place = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorSignature || place < 0 || place > end - 56)
        {
            return end;
        }

        stream.Position = place;
        stream.ReadExactly(record);
        size = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(record[40..]), 0, stream.Length);
        offset = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(record[48..]), 0, stream.Length);
        return place;
    }
}
