using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Mime;

public sealed class MimeWalkerTests
{
    private const string Letter = """
        From: Anna <anna@client.test>
        Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        Nobody sees this.
        --outer
        Content-Type: multipart/alternative; boundary="inner"

        --inner
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Sch=F6ne Gr=FC=DFe
        --inner
        Content-Type: text/html; charset=utf-8

        <p>Sch&ouml;ne <b>Gr</b>&uuml;&szlig;e</p>
        --inner--

        --outer
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.pdf"
        Content-Transfer-Encoding: base64

        JVBERi0xLjQK
        --outer
        Content-Type: message/rfc822

        Subject: forwarded

        An older letter.
        --outer--
        Nor this.
        """;

    private static readonly Arbitrary<(byte[] Message, int[] Cuts)> s_messages = (
        from pieces in Gen.Elements(
            "Content-Type: multipart/mixed; boundary=a\r\n", "Content-Type: multipart/related; boundary=\"ab\"\r\n", "\r\n", "\r\n", "--a\r\n", "--a\r\n", "--ab\r\n", "--a--\r\n",
            "--ab--", "\n", "\r", "Content-Type: message/rfc822\r\n\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "UEsDBBQA",
            "=\r\n", "=4", "=C3=BC", "\u00fc", "text ", "Content-Type: text/html; charset=utf-16\r\n", "<b a='>'>x</b>&uuml;<!-- - -->", "begin 644 a.zip\r\n#4$L#\r\n`\r\nend\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n", "Content-Disposition: attachment; filename*0=a; filename*1=.exe\r\n", " folded\r\n", "\0", new string('x', 5000),
            new string(' ', 1500), "\t\r\n", "Content-Type: application/zip; name=a.zip\r\n", "Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=\r\n", "=ybegin line=128 size=1 name=a\r\nk\r\n=yend\r\n").ListOf()
        let message = Segments.Octets(string.Concat(pieces))
        from cuts in Gen.Choose(0, Math.Max(1, message.Length)).ListOf()
        select (message, cuts.ToArray())).ToArbitrary();

    [Fact]
    public void A_letter_with_attachments_is_what_it_says()
    {
        var letter = Walked.Over(Letter);

        Assert.Equal("multipart/mixed(multipart/alternative(text/plain text/html) application/pdf message/rfc822(text/plain))", letter.Tree);
        Assert.Empty(letter.Summary.Findings);
        Assert.Equal("Gr\u00fc\u00dfe", letter.Part(0).Header.Find("subject")!.Text);
        Assert.Equal("Sch\u00f6ne Gr\u00fc\u00dfe", letter.Text(2));
        Assert.Equal("Sch\u00f6ne Gr\u00fc\u00dfe", letter.Readable(3).Trim());
        Assert.Equal("%PDF-1.4\n", letter.ContentText(4));
        Assert.Equal("plan.pdf", letter.Part(4).FileName);
        Assert.Equal(WebPublisher.Mail.Mime.Files.FileType.Pdf, letter.Part(4).ContentFileType);
        Assert.Equal("An older letter.", letter.Text(6));
    }

    [Fact]
    public void Line_feeds_alone_end_lines_too()
    {
        var letter = Walked.Over(Segments.Octets(Letter));

        Assert.Equal("multipart/mixed(multipart/alternative(text/plain text/html) application/pdf message/rfc822(text/plain))", letter.Tree);
        Assert.Empty(letter.Summary.Findings);
    }

    [Fact]
    public void Offsets_lead_to_the_octets_of_a_part()
    {
        var octets = Segments.Octets(Letter);
        var text = Walked.Over(octets).Part(2);

        Assert.StartsWith("Content-Type: text/plain", Encoding.Latin1.GetString(octets[(int)text.HeaderOffset..]), StringComparison.Ordinal);
        Assert.Equal("Sch=F6ne Gr=FC=DFe", Encoding.Latin1.GetString(octets[(int)text.BodyOffset..(int)text.EndOffset]));
    }

    [Fact]
    public void A_message_without_any_header_is_text()
    {
        Assert.Equal("text/plain", Walked.Over("\nHello").Tree);
        Assert.Equal("Hello", Walked.Over("\nHello").Text(0));
        Assert.Equal("text/plain", Walked.Over("").Tree);
    }

    [Fact]
    public void Ten_thousand_multiparts_in_one_another_end_at_the_limit()
    {
        var bomb = new StringBuilder();
        for (var depth = 0; depth < 10_000; depth++)
        {
            bomb.Append($"Content-Type: multipart/mixed; boundary=\"b{depth}b\"\r\n\r\n--b{depth}b\r\n");
        }

        var walked = Walked.Over(bomb.ToString());

        Assert.Contains(MimeFindingKind.TooDeep, walked.Kinds);
        Assert.InRange(walked.Summary.Parts.Count, 30, 34);
    }

    [Fact]
    public void Ten_thousand_parts_beside_one_another_end_at_the_limit()
    {
        var walked = Walked.Over("Content-Type: multipart/mixed; boundary=a\n\n" + string.Concat(Enumerable.Repeat("--a\n\nx\n", 10_000)) + "--a--\n");

        Assert.Contains(MimeFindingKind.TooManyParts, walked.Kinds);
        Assert.Equal(1000, walked.Summary.Parts.Count);
    }

    [Fact]
    public void A_message_in_base64_within_another_is_read_as_deep_as_any()
    {
        var message = "Content-Type: text/plain\n\nhidden";
        for (var depth = 0; depth < 6; depth++)
        {
            message = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encoding.Latin1.GetBytes(message));
        }

        var walked = Walked.Over(message);

        Assert.Equal("hidden", walked.Text(6));
        Assert.True(walked.Part(6).IsWithinEncoded);
        Assert.Equal([MimeFindingKind.EncodingOnComposite], walked.Kinds);
    }

    [Fact]
    public void A_complete_message_takes_nothing_more()
    {
        using var walker = new MimeWalker(MimeLimits.Default, Walker());
        Assert.Same(walker.Complete(), walker.Complete());
        Assert.Throws<InvalidOperationException>(() => walker.Write("x"u8));

        static MimeVisitor Walker() => Walked.Over("");
    }

    [Fact]
    public void What_is_found_does_not_depend_on_segments()
    {
        foreach (var message in new[] { Segments.Octets(Letter), Segments.Octets(Letter.Replace("\n", "\r\n", StringComparison.Ordinal)) })
        {
            var whole = Walked.Over(message).Describe();
            Assert.Equal(whole, Walked.Over(message, limits: null, Segments.Everywhere(message)).Describe());
        }

        Prop.ForAll(s_messages, message => Assert.Equal(Walked.Over(message.Message).Describe(), Walked.Over(message.Message, limits: null, message.Cuts).Describe()))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parts_lie_within_one_another_and_do_not_overlap()
        => Prop.ForAll(s_messages, message =>
        {
            var parts = Walked.Over(message.Message).Summary.Parts.Where(part => !part.IsWithinEncoded && part.Kind != MimePartKind.EmbeddedFile).ToList();
            foreach (var part in parts)
            {
                Assert.InRange(part.HeaderOffset, 0, part.BodyOffset);
                Assert.InRange(part.BodyOffset, part.HeaderOffset, part.EndOffset);
                Assert.InRange(part.EndOffset, part.BodyOffset, message.Message.Length);
                Assert.True(part.Parent is null || (part.HeaderOffset >= part.Parent.BodyOffset && part.EndOffset <= part.Parent.EndOffset), $"{part} is within its parent");
            }

            foreach (var siblings in parts.GroupBy(part => part.Parent))
            {
                Assert.All(siblings.Zip(siblings.Skip(1)), pair => Assert.True(pair.First.EndOffset <= pair.Second.HeaderOffset));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Content_of_a_leaf_that_is_not_encoded_is_what_stands_between_its_offsets()
        => Prop.ForAll(s_messages, message =>
        {
            var walked = Walked.Over(message.Message);
            foreach (var part in walked.Summary.Parts.Where(part => part is { Kind: MimePartKind.Leaf, IsWithinEncoded: false, Encoding: WebPublisher.Mail.Mime.Decoding.TransferEncoding.Identity }))
            {
                var body = message.Message[(int)part.BodyOffset..(int)part.EndOffset];
                Assert.Equal(body, walked.Content(part.Number));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Limits_bound_what_is_held_whatever_comes()
    {
        var limits = new MimeLimits
        {
            MaximumDepth = 3, MaximumParts = 5, MaximumHeader = 200, MaximumHeaders = 500, MaximumFields = 4, MaximumFindings = 3, MaximumParameters = 2, MaximumFileNames = 2,
        };
        Prop.ForAll(s_messages, message =>
        {
            var summary = Walked.Over(message.Message, limits).Summary;
            Assert.InRange(summary.Parts.Count, 1, 5);
            Assert.InRange(summary.Findings.Count, 0, 3);
            Assert.All(summary.Parts, part => Assert.InRange(part.FileNames.Count, 0, 2));
            Assert.InRange(summary.Parts.Sum(part => part.Header.Fields.Sum(field => field.RawValue.Length)), 0, 500);
        }).QuickCheckThrowOnFailure();
    }
}
