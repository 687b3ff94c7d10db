using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Decoding;

public sealed class QuotedPrintableDecoderTests
{
    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("one=\n line", "one line")]
    [InlineData("one=  \n line", "one line")]
    [InlineData("end  \nnext", "end\r\nnext")]
    [InlineData("a  b", "a  b")]
    [InlineData("=00=FF", "\0\u00ff")]
    public void Escapes_and_soft_line_breaks_are_undone(string encoded, string decoded)
    {
        var walked = Decoded(encoded);
        Assert.Equal((decoded, 0), (walked.ContentText(0), walked.Summary.Findings.Count));
    }

    [Theory]
    [InlineData("=P=4B", "=PK")]
    [InlineData("=0=50", "=0P")]
    [InlineData("=50=4b", "PK")]
    [InlineData("a=3", "a=3")]
    [InlineData("a= b", "a=b")]
    public void An_escape_that_is_none_is_told_of_a_file(string encoded, string decoded)
    {
        var walked = Decoded(encoded);
        Assert.Equal(decoded, walked.ContentText(0));
        Assert.Equal([MimeFindingKind.QuotedPrintableMalformed], walked.Kinds);
    }

    [Fact]
    public void An_escape_that_is_none_is_a_slip_in_a_text()
    {
        var walked = Walked.Over("Content-Transfer-Encoding: quoted-printable\n\nhttp://site.test/?a=b&c=3d\n");
        Assert.Equal("http://site.test/?a=b&c=\r\n", walked.Text(0));
        Assert.Empty(walked.Summary.Findings);
    }

    private static Walked Decoded(string body) => Walked.Over("Content-Type: application/x-test\nContent-Transfer-Encoding: quoted-printable\n\n" + body);
}
