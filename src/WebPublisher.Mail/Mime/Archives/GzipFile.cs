using System.IO.Compression;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime.Archives;

/// <summary>A gzip (RFC 1952): one file, which may be a tar.</summary>
internal sealed class GzipFile(ArchiveWalk walk, ArchiveHold hold, int depth)
{
    private const int MostName = 1024;

    public void Read(string outerName)
    {
        var stream = hold.Stream;
        var name = ReadName(stream);
        if (name.Length == 0 && outerName.Length > 3 && FileTypes.Extension(outerName) is "gz" or "tgz")
        {
            name = outerName[..outerName.LastIndexOf('.')];
        }

        stream.Position = 0;
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        walk.TakeEntry(new ArchiveEntry(name, "", -1, IsEncrypted: false, depth, FileType.Unknown), unpacked, stream);
    }

    private static string ReadName(Stream stream)
    {
        var head = new byte[MostName];
        var octets = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (octets.Length < 10 || (octets[3] & 8) == 0)
        {
            return "";
        }

        var at = 10;
        if ((octets[3] & 4) != 0 && octets.Length > 12)
        {
            at += 2 + (octets[10] | (octets[11] << 8));
        }

        var rest = at < octets.Length ? octets[at..] : default;
        var end = rest.IndexOf((byte)0);
        return end < 0 ? "" : RawText.Decode(rest[..end]);
    }
}
