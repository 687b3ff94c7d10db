using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Structure;

public sealed class EmbeddedFilesTests
{
    [Fact]
    public void A_file_in_uuencode_within_a_text_is_a_part()
    {
        var walked = Walked.Over("Subject: as of old\n\nHere it is:\nbegin 644 report.txt\n%:&5L;&\\`\n`\nend\nBye\n");

        Assert.Equal("text/plain(application/octet-stream)", walked.Tree);
        Assert.Equal((MimePartKind.EmbeddedFile, "report.txt", "hello"), (walked.Part(1).Kind, walked.Part(1).FileName, walked.ContentText(1)));
        Assert.Empty(walked.Summary.Findings);
    }

    [Fact]
    public void Spaces_that_were_lost_at_the_end_of_lines_are_no_obstacle()
        => Assert.Equal("PK\u0003\u0004\0\0", Walked.Over("\nbegin 644 a.zip\n&4$L#!\n`\nend\n").ContentText(1));

    [Fact]
    public void A_file_in_yenc_within_a_text_is_a_part()
    {
        var walked = Walked.Over("\n=ybegin line=128 size=5 name=a b.bin\n\u0092\u008f\u0096\u0096=\u00d9\n=yend size=5\n");

        Assert.Equal(("a b.bin", "hello"), (walked.Part(1).FileName, walked.ContentText(1)));
    }

    [Fact]
    public void A_sentence_that_begins_with_begin_is_no_file()
        => Assert.Equal("text/plain", Walked.Over("\nbegin 644 things, she said,\nand end none of them.\nend\n").Tree);

    [Fact]
    public void A_file_without_an_end_is_told()
    {
        var walked = Walked.Over("\nbegin 644 a.zip\n#4$L#\n");

        Assert.Equal("PK\u0003", walked.ContentText(1));
        Assert.Equal([MimeFindingKind.UuencodeMalformed], walked.Kinds);
    }
}
