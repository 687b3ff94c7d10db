using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Decoding;

public sealed class UuencodeDecoderTests
{
    [Theory]
    [InlineData("x-uuencode", "begin 644 a\n%:&5L;&\\\n`\nend\n")]
    [InlineData("uuencode", "%:&5L;&\\\n")]
    [InlineData("X-UUE", "%:&5L;&\\\n`\nend")]
    public void It_decodes_with_and_without_its_frame(string name, string body)
    {
        var walked = Decoded(name, body);
        Assert.Equal(("hello", 0), (walked.ContentText(0), walked.Summary.Findings.Count));
    }

    [Theory]
    [InlineData("begin 644 a\n%:&5L;&\\\n")]
    [InlineData("%:&5L;&\\\nend\n%:&5L;&\\\n")]
    [InlineData("%:&5L;&\\~~~~~~\n")]
    public void Lines_that_do_not_hold_what_they_say_are_told(string body) => Assert.Equal([MimeFindingKind.UuencodeMalformed], Decoded("x-uuencode", body).Kinds);

    private static Walked Decoded(string name, string body)
        => Walked.Over($"Content-Type: application/x-test\nContent-Transfer-Encoding: {name}\n\n{body}");
}
