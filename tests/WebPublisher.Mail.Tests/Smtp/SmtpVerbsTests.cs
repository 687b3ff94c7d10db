using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp;

public sealed class SmtpVerbsTests
{
    [Fact]
    public void Every_verb_is_recognised_in_any_case()
    {
        foreach (var verb in Enum.GetValues<SmtpVerb>().Where(verb => verb != SmtpVerb.Unknown))
        {
            var word = SmtpVerbs.Text(verb).ToArray();
            Assert.Equal(verb, SmtpVerbs.Recognize(word));
            Assert.Equal(verb, SmtpVerbs.Recognize([.. word.Select((octet, index) => index % 2 == 0 ? (byte)(octet | 0x20) : octet)]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("MAI")]
    [InlineData("MAIL:")]
    [InlineData("M\u0041I\u000c")]
    [InlineData("\rCPT")]
    [InlineData("STARTTL\u0013")]
    [InlineData("XADR")]
    [InlineData("BURL")]
    [InlineData("SAML")]
    public void Other_words_are_unknown(string word) => Assert.Equal(SmtpVerb.Unknown, SmtpVerbs.Recognize(Segments.Octets(word)));
}
