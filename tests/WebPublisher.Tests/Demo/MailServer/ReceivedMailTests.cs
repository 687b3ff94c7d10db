using System.Text;
using WebPublisher.Demo.MailServer;

namespace WebPublisher.Tests.Demo.MailServer;

public sealed class ReceivedMailTests
{
    [Fact]
    public void A_plain_message_is_shown_as_it_was_written()
    {
        var mail = Read("Received: x\r\nFrom: Ann <ann@client.example>\r\nTo: alice@adventure-works.example\r\nSubject: one\r\n two\r\nDate: Sat, 21 Nov 2026 10:00:00 +0100 (CET)\r\n\r\nHello\r\n\r\n<b>you</b>\r\n");

        Assert.Equal(new ReceivedMail("Ann <ann@client.example>", "alice@adventure-works.example", "one two", "Hello\r\n\r\n<b>you</b>", new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1))), mail);
    }

    [Theory]
    [InlineData("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= =?utf-8?B?IEvDtmxu?=", "Gr\u00fc\u00dfe aus K\u00f6ln")]
    [InlineData("=?iso-8859-1?q?caf=E9?= =?windows-1252?Q?=80?=", "caf\u00e9\u20ac")]
    [InlineData("=?no-such?Q?a=?= =?utf-8?B?A?= x =?utf-8?X?A?=", "a= x =?utf-8?X?A?=")]
    [InlineData("caf\u00c3\u00a9 \u00e9", "caf\u00c3\u00a9 \u00e9")]
    [InlineData("caf\u00c3\u00a9", "caf\u00e9")]
    [InlineData("=?utf-8?Q?a=0D=0Ab=00?=", "a  b")]
    public void Subjects_are_decoded(string subject, string shown) => Assert.Equal(shown, Read($"Subject: {subject}\r\n\r\n").Subject);

    [Theory]
    [InlineData("Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nna=C3=AFve so=\r\nft =ZZ =", "na\u00efve soft =ZZ =")]
    [InlineData("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGVs\r\nbG8\r\n", "hello")]
    [InlineData("Content-Type: multipart/alternative; boundary=b\r\n\r\nignored\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b\r\nContent-Type: text/plain\r\n\r\nthe text\r\n--b--\r\nafter", "the text")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"o\"\r\n\r\n--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\ninner\r\n--i--\r\n--o--\r\n", "inner")]
    [InlineData("\r\nbody alone", "body alone")]
    [InlineData("Subject: no end of header", "")]
    public void The_first_plain_text_is_shown(string message, string text) => Assert.Equal(text, Read(message).Text);

    [Theory]
    [InlineData("Content-Type: text/html\r\n\r\n<script>")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nx")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--c\r\n\r\nx")]
    public void A_message_without_plain_text_says_so(string message) => Assert.StartsWith("(This message holds no plain text", Read(message).Text, StringComparison.Ordinal);

    [Fact]
    public void Nesting_and_parts_are_bounded()
    {
        var nested = string.Concat(Enumerable.Range(0, 1000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}x\r\n\r\n--b{i}x\r\n"));
        Assert.StartsWith("(", Read(nested).Text, StringComparison.Ordinal);
        var wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\nContent-Type: image/png\r\n\r\n\r\n", 1000)) + "--b\r\n\r\nlate\r\n--b--\r\n";
        Assert.StartsWith("(", Read(wide).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_is_shown_as_that()
    {
        var mail = Read("");
        Assert.Equal(("(no sender)", "(undisclosed recipients)", "", "", null), (mail.From, mail.To, mail.Subject, mail.Text, mail.Date));
    }

    private static ReceivedMail Read(string message) => ReceivedMail.Read(Encoding.Latin1.GetBytes(message));
}
