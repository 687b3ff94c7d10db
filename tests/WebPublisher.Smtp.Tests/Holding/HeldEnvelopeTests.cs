using System.Text;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Smtp.Holding;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Tests.Holding;

public sealed class HeldEnvelopeTests
{
    [Theory]
    [InlineData("MAIL FROM:<>", "", "")]
    [InlineData("MAIL FROM:<ann@example.org> SIZE=50 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+20b AUTH=<>", "ann@example.org", "SIZE=50 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+20b AUTH=<>")]
    [InlineData("MAIL FROM:<\"a > b\"@example.org> RET=FULL", "\"a > b\"@example.org", "RET=FULL")]
    public void A_sender_comes_back_as_it_was(string line, string sender, string parameters)
    {
        var mail = (MailCommand)Parse(line);
        var message = Message(HeldEnvelope.Sender(mail), HeldEnvelope.Parameters(mail));

        Assert.Equal((sender, parameters), (message.Sender, message.MailParameters));
        Assert.Equal(mail, HeldEnvelope.Mail(message));
    }

    [Theory]
    [InlineData("RCPT TO:<bob@example.com>", "bob@example.com", "")]
    [InlineData("RCPT TO:<postmaster>", "postmaster", "")]
    [InlineData("RCPT TO:<bob@example.com> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2Bob@example.com", "bob@example.com", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2Bob@example.com")]
    public void A_recipient_comes_back_as_it_was(string line, string address, string parameters)
    {
        var rcpt = (RcptCommand)Parse(line);
        var recipient = HeldEnvelope.Recipient(rcpt);

        Assert.Equal((address, parameters), (recipient.Address, recipient.Parameters));
        Assert.Equal(rcpt.ToString(), HeldEnvelope.Rcpt(recipient).ToString());
    }

    [Fact]
    public void What_is_no_envelope_is_told() => Assert.Throws<IOException>(() => HeldEnvelope.Mail(Message("no>address", "")));

    private static SmtpCommand Parse(string line) =>
        SmtpCommandParser.TryParse(Encoding.UTF8.GetBytes(line), (SmtpExtensions)(-1), smtpUtf8: true, out var command, out var error) ? command : throw new ArgumentException($"{line}: {error}");

    private static HeldMessage Message(string sender, string parameters) => new()
    {
        Reference = "", Received = default, Connector = "", Client = "", Sender = sender, MailParameters = parameters, Recipients = [], Agent = "", Reason = "", Size = 0,
    };
}
