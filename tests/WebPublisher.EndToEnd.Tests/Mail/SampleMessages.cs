using System.Globalization;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>Messages with something about them that a careless server spoils. Lines end with CRLF, the last one too.</summary>
internal static class SampleMessages
{
    /// <summary>All of them, by what is special.</summary>
    public static IReadOnlyList<(string Name, byte[] Source)> All { get; } =
    [
        ("plain", Message("plain", "Content-Type: text/plain", "Hello,\r\n\r\nthis is all.\r\n")),
        ("empty body", Message("empty-body", "", "")),
        ("eight bits", Message("eight-bits", "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit", "Gr\u00fc\u00dfe aus K\u00f6ln \u00a0\u00ff\u0080\r\n")),
        ("eight bits undeclared", Message("eight-bits-undeclared", "", "Pr\u00e9sum\u00e9\r\n")),
        ("eight bits in the header", Message("eight-bits-header", "X-Comment: \u00e4\u00f6\u00fc", "Body.\r\n")),
        ("dots", Message("dots", "", ".\r\n..\r\n...\r\n.a\r\n. \r\na.\r\n\r\n.\r\n\r\n.\r\n")),
        ("long lines", Message("long-lines", "", $"{new string('x', 998)}\r\n.{new string('y', 997)}\r\n{new string('z', 997)}\r\n")),
        ("blanks", Message("blanks", "", "  leading\r\ntrailing  \r\n\t\r\n \r\n\r\n\r\n\r\n")),
        ("control characters", Message("control", "", "a\u0001b\u0007c\u000bd\u000ce\u001bf\u007fg\ttab\r\n")),
        ("commands and boundaries", Message("commands", "", "From the beginning\r\nQUIT\r\nRSET\r\nMAIL FROM:<x@example.net>\r\n-- \r\nEOF\r\n")),
        ("quoted-printable", Message(
            "quoted-printable", "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable", "Gr=C3=BC=C3=9Fe=20=\r\n=2E\r\n=\r\n.=\r\n=3D=\r\n\r\n")),
        ("folded and repeated fields", Message(
            "folded", "X-Folded: one\r\n two\r\n\tthree\r\n   \r\nX-Twice: 1\r\nX-Twice: 2\r\nx-lower:no blank\r\nX-Empty:\r\nX-Blanks:   trailing  ", "Body.\r\n")),
        ("trace of its own", Message("trace", "Received: from a.example.net (a.example.net [192.0.2.1])\r\n\tby b.example.net with ESMTP id 1;\r\n\tMon, 2 Nov 2026 10:00:00 +0000\r\n"
            + "Received: from c.example.net by a.example.net; Mon, 2 Nov 2026 09:59:00 +0000", "Body.\r\n")),
        ("much header", Message("much-header", string.Join("\r\n", Enumerable.Range(0, 500).Select(i => $"X-Field-{i}: {new string('h', 60)}")), "Body.\r\n")),
        ("parts", Message("parts", "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"",
            "preamble\r\n--b\r\nContent-Type: text/plain\r\n\r\nText.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\n.dot\r\n--b--\r\nepilogue\r\n")),
        ("large", Message("large", "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64", Base64(3 * 1024 * 1024, seed: 4))),
    ];

    /// <summary>A message with this Message-ID and so many octets attached, which depend on <paramref name="seed"/> alone.</summary>
    public static byte[] WithAttachment(string id, int octets, int seed) => Message(
        id, "MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=data.bin\r\nContent-Transfer-Encoding: base64", Base64(octets, seed));

    /// <summary>The Message-ID, without brackets, of the message that was made with this id.</summary>
    public static string IdOf(string id) => $"{id}@sender.example.net";

    /// <summary>A message of the usual fields, some more, and a body. Each character is an octet.</summary>
    public static byte[] Message(string id, string fields, string body)
    {
        var more = fields.Length == 0 ? "" : $"{fields}\r\n";
        return Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"From: Sender <sender@example.net>\r\nTo: alice@example.test\r\nSubject: {id}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{IdOf(id)}>\r\n{more}\r\n{body}"));
    }

    // Random octets need no quality: they only must not repeat.
    private static string Base64(int octets, int seed)
    {
        var content = new byte[octets];
        new Random(seed).NextBytes(content);
        return Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + "\r\n";
    }
}
