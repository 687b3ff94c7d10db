using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Lines;

namespace WebPublisher.Mail.Tests.Smtp.Lines;

public sealed class CommandLengthsTests
{
    [Theory]
    [InlineData(SmtpVerb.Ehlo, 512)]
    [InlineData(SmtpVerb.Mail, 1195)]
    [InlineData(SmtpVerb.Rcpt, 1040)]
    [InlineData(SmtpVerb.Auth, 12288)]
    [InlineData(SmtpVerb.Unknown, 512)]
    public void Defaults_are_the_standards_with_their_extensions(SmtpVerb verb, int length) => Assert.Equal(length, CommandLengths.Default[verb]);

    [Fact]
    public void A_limit_leaves_room_for_the_verb()
    {
        Assert.Equal(6, CommandLengths.Default.With(SmtpVerb.Rset, 6)[SmtpVerb.Rset]);
        Assert.Throws<ArgumentOutOfRangeException>(() => CommandLengths.Default.With(SmtpVerb.Rset, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => CommandLengths.Default.With(SmtpVerb.StartTls, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => CommandLengths.Default.With(SmtpVerb.Auth, 12289));
    }
}
