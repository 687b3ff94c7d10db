using System.Buffers.Binary;
using System.Text;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>What a zip says of an entry, in its directory (APPNOTE section 4.3.12) or before its data (section 4.3.7).</summary>
internal readonly record struct ZipEntry(string Name, string UnicodeName, int Method, bool IsEncrypted, long PackedSize, long Size, long Offset)
{
    private const int DirectorySize = 46;
    private const int EntrySize = 30;
    private const uint Unknown32 = 0xFFFFFFFF;
    private const ushort LargeExtra = 1;
    private const ushort UnicodePathExtra = 0x7075;

    public static bool TryReadDirectory(Stream stream, long at, uint signature, out ZipEntry entry, out long next)
    {
        (entry, next) = (default, at);
        Span<byte> head = stackalloc byte[DirectorySize];
        if (!TryRead(stream, at, head) || BinaryPrimitives.ReadUInt32LittleEndian(head) != signature)
        {
            return false;
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        var variable = new byte[nameLength + extraLength];
        if (!TryRead(stream, at + DirectorySize, variable))
        {
            return false;
        }

        next = at + DirectorySize + variable.Length + commentLength;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        entry = new ZipEntry(
            DecodeName(variable.AsSpan(0, nameLength), flags),
            "",
            BinaryPrimitives.ReadUInt16LittleEndian(head[10..]),
            (flags & 1) != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(head[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(head[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(head[42..])).WithExtra(variable.AsSpan(nameLength));
        return true;
    }

    public static bool TryReadEntry(Stream stream, long at, uint signature, out ZipEntry entry, out long data)
    {
        (entry, data) = (default, at);
        Span<byte> head = stackalloc byte[EntrySize];
        if (at < 0 || !TryRead(stream, at, head) || BinaryPrimitives.ReadUInt32LittleEndian(head) != signature)
        {
            return false;
        }

        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head[26..])];
        if (!TryRead(stream, at + EntrySize, name))
        {
            return false;
        }

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        data = at + EntrySize + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        entry = new ZipEntry(DecodeName(name, flags), "", BinaryPrimitives.ReadUInt16LittleEndian(head[8..]), (flags & 1) != 0, 0, 0, at);
        return true;
    }

    private static bool TryRead(Stream stream, long at, Span<byte> octets)
    {
        if (at < 0 || at > stream.Length - octets.Length)
        {
            return false;
        }

        stream.Position = at;
        stream.ReadExactly(octets);
        return true;
    }

    /// <summary>UTF-8 if a flag says so; otherwise what DOS had, which those who write UTF-8 without the flag ignore.</summary>
    private static string DecodeName(ReadOnlySpan<byte> octets, ushort flags)
        => (flags & 0x800) != 0 || Ascii.IsValid(octets) || System.Text.Unicode.Utf8.IsValid(octets)
            ? RawText.Decode(octets)
            : CodePagesEncodingProvider.Instance.GetEncoding(437)!.GetString(octets);

    private ZipEntry WithExtra(ReadOnlySpan<byte> extra)
    {
        var entry = this;
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            var data = extra.Slice(4, length);
            extra = extra[(4 + length)..];
            if (id == UnicodePathExtra && data.Length > 5)
            {
                var name = RawText.Decode(data[5..]);
                entry = entry with { UnicodeName = name == entry.Name ? "" : name };
            }
            else if (id == LargeExtra)
            {
                entry = entry.WithLarge(data);
            }
        }

        return entry;
    }

    /// <summary>Zip64 gives, in this order, those of the numbers that had no room.</summary>
    private ZipEntry WithLarge(ReadOnlySpan<byte> data)
    {
        var entry = this;
        if (entry.Size == Unknown32 && data.Length >= 8)
        {
            entry = entry with { Size = BinaryPrimitives.ReadInt64LittleEndian(data) };
            data = data[8..];
        }

        if (entry.PackedSize == Unknown32 && data.Length >= 8)
        {
            entry = entry with { PackedSize = BinaryPrimitives.ReadInt64LittleEndian(data) };
            data = data[8..];
        }

        return entry.Offset == Unknown32 && data.Length >= 8 ? entry with { Offset = BinaryPrimitives.ReadInt64LittleEndian(data) } : entry;
    }
}
