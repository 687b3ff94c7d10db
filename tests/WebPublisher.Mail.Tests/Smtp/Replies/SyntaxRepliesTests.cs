using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Replies;

public sealed class SyntaxRepliesTests
{
    [Theory]
    [InlineData("", 500)]
    [InlineData("EHLO", 501)]
    [InlineData("EHLO (", 501)]
    [InlineData("RSET now", 501)]
    [InlineData("MAIL FROM: <a@client.test>", 501)]
    [InlineData("MAIL FROM:<a@client.test>junk", 501)]
    [InlineData("MAIL FROM:<a@client.test> FOO=BAR", 555)]
    [InlineData("MAIL FROM:<a@client.test> BODY=9BITMIME", 501)]
    [InlineData("MAIL FROM:<a@client.test> SIZE=+5", 501)]
    [InlineData("MAIL FROM:<a@client.test> SIZE=9999999999999999999999999999999999999999", 552)]
    [InlineData("RCPT TO:<us\u00c3\u00a9r@corp.test>", 553)]
    [InlineData("RCPT TO:<user@corp.test>\nRCPT TO:<x@corp.test>", 500)]
    [InlineData("RCPT TO:<>", 501)]
    [InlineData("BDAT abc", 501)]
    [InlineData("AUTH PL;AIN", 504)]
    [InlineData("AUTH PLAIN !", 501)]
    public void Errors_are_answered_as_the_standards_say(string line, int code)
        => Assert.Equal(code, SyntaxReplies.For(SmtpVerbs.Recognize(Segments.Octets(line.Split(' ')[0])), Wire.Error(line)).Code);

    [Fact]
    public void Every_reason_has_a_refusal()
        => Assert.All(
            Enum.GetValues<SmtpSyntaxReason>().Where(reason => reason != SmtpSyntaxReason.None),
            reason => Assert.True(SyntaxReplies.For(SmtpVerb.Mail, new SmtpSyntaxError(reason)).IsPermanentFailure));

    [Fact]
    public void No_error_has_no_reply() => Assert.Throws<ArgumentException>(() => SyntaxReplies.For(SmtpVerb.Mail, default));
}
