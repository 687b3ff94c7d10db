using System.IO.Compression;
using System.Text;

namespace WebPublisher.Smtp.Tests.Antivirus;

/// <summary>Messages with something in them that the tests' clamd knows.</summary>
internal static class TestMail
{
    /// <summary>The test file of EICAR. Put together here, because scanners on the machines of developers look for it in files too.</summary>
    public static string Eicar => @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /// <summary>It as the text of a message.</summary>
    public static string Plain(string text) => $"Subject: plain\r\n\r\n{text}\r\n";

    /// <summary>It as a file in base64.</summary>
    public static string Attached(byte[] file, string name) =>
        $"Subject: attached\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b1\r\n"
        + $"Content-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(file)}\r\n--b1--\r\n";

    /// <summary>A message in a message.</summary>
    public static string Nested(string message) =>
        $"Subject: forwarded\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b2\"\r\n\r\n--b2\r\nContent-Type: message/rfc822\r\n\r\n{message}\r\n--b2--\r\n";

    /// <summary>A zip archive with one file.</summary>
    public static byte[] Zip(string content)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("file.txt").Open();
            entry.Write(Encoding.ASCII.GetBytes(content));
        }

        return archive.ToArray();
    }

    /// <summary>The same archive, said to be encrypted (bit 0 of the flags of both its headers; APPNOTE section 4.4.4).</summary>
    public static byte[] EncryptedZip(string content)
    {
        var archive = Zip(content);
        archive[6] |= 1;
        var central = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        archive[central + 8] |= 1;
        return archive;
    }

    public static string Base64(byte[] file) => Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks);
}
