using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Mime.Archives;

public sealed class ArchiveWalkTests
{
    [Fact]
    public void Entries_of_a_zip_are_told_with_their_types()
    {
        var walked = Attached(Zip(("folder/letter.txt", "hello"u8.ToArray()), ("setup.txt", "MZ\u0090\0program"u8.ToArray())));

        Assert.Equal([("folder/letter.txt", FileType.Unknown), ("setup.txt", FileType.WindowsExecutable)], walked.Entries.Select(entry => (entry.Name, entry.FileType)));
        Assert.Equal(5, walked.Unpacked("folder/letter.txt"));
        Assert.Empty(walked.Summary.Findings);
    }

    [Fact]
    public void Archives_within_archives_are_opened()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, new string('d', 150) + "/inner.zip") { DataStream = new MemoryStream(Zip(("evil.exe", "MZ"u8.ToArray()))) });
        }

        var walked = Attached(Gzip(tar.ToArray()));

        Assert.Equal(["", new string('d', 150) + "/inner.zip", "evil.exe"], walked.Entries.Select(entry => entry.Name));
        Assert.Equal([1, 2, 3], walked.Entries.Select(entry => entry.Depth));
        Assert.Empty(walked.Summary.Findings);
    }

    [Fact]
    public void An_entry_that_unpacks_to_a_thousand_times_its_size_ends_at_the_ratio()
    {
        var walked = Attached(Zip(("zeros", new byte[64 << 20])));

        Assert.Equal([MimeFindingKind.ArchiveRatio], walked.Kinds);
        Assert.InRange(walked.Unpacked("zeros"), 0, 16 << 20);
    }

    [Fact]
    public void Archives_end_at_the_limits_of_depth_entries_and_octets()
    {
        var nested = Zip(("a", "b"u8.ToArray()));
        for (var depth = 0; depth < 6; depth++)
        {
            nested = Zip(($"{depth}.zip", nested));
        }

        Assert.Equal([MimeFindingKind.ArchiveTooDeep], Attached(nested).Kinds);
        Assert.Equal([MimeFindingKind.ArchiveTooManyEntries], Attached(Zip([.. Enumerable.Range(0, 20).Select(number => ($"{number}", new byte[1]))]), new MimeLimits { MaximumArchiveEntries = 10 }).Kinds);
        Assert.Equal([MimeFindingKind.ArchiveTooLarge], Attached(Zip(("a", Noise(50_000))), new MimeLimits { MaximumUnpacked = 30_000 }).Kinds);
        Assert.Contains(MimeFindingKind.ArchiveTooLarge, Attached(Zip(("a", Noise(50_000))), new MimeLimits { MaximumArchive = 30_000 }).Kinds);
    }

    [Fact]
    public void An_encrypted_entry_is_told()
    {
        var zip = Zip(("secret.txt", "hello"u8.ToArray()));
        zip[6] |= 1;
        zip[DirectoryOf(zip) + 8] |= 1;

        var walked = Attached(zip);

        Assert.Equal([MimeFindingKind.ArchiveEncrypted], walked.Kinds);
        Assert.True(Assert.Single(walked.Entries).IsEncrypted);
    }

    [Fact]
    public void A_name_that_the_directory_gives_otherwise_is_told()
    {
        var zip = Zip(("a.exe", "MZ"u8.ToArray()));
        "a.txt"u8.CopyTo(zip.AsSpan(DirectoryOf(zip) + 46));

        var walked = Attached(zip);

        Assert.Equal([MimeFindingKind.ArchiveDisagrees], walked.Kinds);
        Assert.Equal(("a.txt", "a.exe"), (walked.Entries[0].Name, walked.Entries[0].OtherName));
    }

    [Fact]
    public void An_entry_that_the_directory_does_not_know_is_told()
        => Assert.Equal([MimeFindingKind.ArchiveDisagrees], Attached([.. Zip(("hidden.exe", "MZ"u8.ToArray())), .. Zip(("letter.txt", "hello"u8.ToArray()))]).Kinds);

    [Fact]
    public void A_zip_behind_something_else_is_opened_for_its_name()
    {
        var walked = Attached([.. new byte[1000], .. Zip(("evil.exe", "MZ"u8.ToArray()))]);
        Assert.Equal("evil.exe", Assert.Single(walked.Entries).Name);
    }

    [Fact]
    public void A_damaged_archive_is_told()
    {
        Assert.Equal([MimeFindingKind.ArchiveDamaged], Attached(Zip(("a", Noise(5000)))[..3000]).Kinds);
        Assert.Equal([MimeFindingKind.ArchiveDamaged], Attached([.. Gzip(Noise(5000))[..60], .. Noise(500)]).Kinds);
        Assert.Equal([MimeFindingKind.ArchiveUnknown], Attached("Rar!\u001a\u0007\0xxxxxxxx"u8.ToArray()).Kinds);
    }

    [Fact]
    public void No_damage_to_an_archive_throws()
    {
        var zip = Zip(("folder/letter.txt", Noise(300)), ("b.zip", Zip(("c", "d"u8.ToArray()))));
        var gzip = Gzip(zip);
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = (byte[])(round % 2 == 0 ? zip : gzip).Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Attached(damaged[..random.Next(damaged.Length / 2, damaged.Length + 1)]);
        }
    }

    private static Walked Attached(byte[] content, MimeLimits? limits = null)
        => Walked.Over(
            Segments.Octets("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)),
            limits);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }

    private static int DirectoryOf(byte[] zip) => Encoding.Latin1.GetString(zip).IndexOf("PK\u0001\u0002", StringComparison.Ordinal);
}
