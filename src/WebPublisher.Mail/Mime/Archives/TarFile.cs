using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>
/// A tar (POSIX.1-2001 ustar and pax, GNU long names). Read by its own few rules rather than the platform's reader, which takes the sizes of its extended headers on
/// trust.
/// </summary>
internal sealed class TarFile(ArchiveWalk walk, ArchiveHold hold, int depth)
{
    private const int Block = 512;
    private const int MostName = 64 * 1024;

    public void Read()
    {
        var stream = hold.Stream;
        var header = new byte[Block];
        var longName = "";
        for (long at = 0; at + Block <= stream.Length;)
        {
            stream.Position = at;
            stream.ReadExactly(header);
            if (!header.AsSpan().ContainsAnyExcept((byte)0))
            {
                return;
            }

            var size = Number(header.AsSpan(124, 12));
            if (size < 0 || size > stream.Length - at - Block)
            {
                walk.Tell(MimeFindingKind.ArchiveDamaged, "tar");
                size = Math.Max(0, stream.Length - at - Block);
            }

            var content = new PartStream(stream, at + Block, size);
            switch ((char)header[156])
            {
                case 'L':
                    longName = ReadText(content);
                    break;
                case 'x':
                    longName = PaxPath(ReadText(content)) ?? longName;
                    break;
                case 'K' or 'g':
                    break;
                default:
                    var entry = new ArchiveEntry(longName.Length > 0 ? longName : Name(header), longName.Length > 0 ? Name(header) : "", size, IsEncrypted: false, depth, FileType.Unknown);
                    longName = "";
                    if (!walk.TakeEntry(entry, content, content))
                    {
                        return;
                    }

                    break;
            }

            at += Block + ((size + Block - 1) / Block * Block);
        }
    }

    private static string Name(ReadOnlySpan<byte> header)
    {
        var name = Text(header[..100]);
        var prefix = header.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(header.Slice(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> octets)
    {
        var end = octets.IndexOf((byte)0);
        return RawText.Decode(end < 0 ? octets : octets[..end]);
    }

    /// <summary>Octal digits, or, for the very large, a binary number behind a set bit.</summary>
    private static long Number(ReadOnlySpan<byte> octets)
    {
        long value = 0;
        var isBinary = (octets[0] & 0x80) != 0;
        foreach (var octet in isBinary ? octets[4..] : octets)
        {
            if (isBinary)
            {
                value = (value << 8) | octet;
            }
            else if (octet is >= (byte)'0' and <= (byte)'7')
            {
                value = (value << 3) | (uint)(octet - '0');
            }
        }

        return value;
    }

    private static string ReadText(PartStream content)
    {
        var octets = new byte[(int)Math.Min(content.Length, MostName)];
        var count = content.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        return Text(octets.AsSpan(0, count));
    }

    /// <summary>The path among the records "length key=value" of an extended header.</summary>
    private static string? PaxPath(string records)
    {
        foreach (var record in records.Split('\n'))
        {
            var path = record.IndexOf(" path=", StringComparison.Ordinal);
            if (path >= 0)
            {
                return record[(path + 6)..];
            }
        }

        return null;
    }
}
