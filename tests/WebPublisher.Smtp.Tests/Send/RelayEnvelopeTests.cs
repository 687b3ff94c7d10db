using System.Buffers;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class RelayEnvelopeTests
{
    private static readonly MailParameters s_all = new()
    {
        Size = 1000,
        Body = BodyType.EightBitMime,
        Return = DsnReturn.Headers,
        EnvelopeId = "id 1",
        Auth = AuthenticatedSender.Unknown,
    };

    [Theory]
    [InlineData(SmtpExtensions.None, "MAIL FROM:<ann@example.org>")]
    [InlineData(SmtpExtensions.Size, "MAIL FROM:<ann@example.org> SIZE=1000")]
    [InlineData(SmtpExtensions.EightBitMime, "MAIL FROM:<ann@example.org> BODY=8BITMIME")]
    [InlineData(SmtpExtensions.Dsn, "MAIL FROM:<ann@example.org> RET=HDRS ENVID=id+201")]
    [InlineData(SmtpExtensions.Auth, "MAIL FROM:<ann@example.org>")]
    public void Only_what_the_server_offers_is_said_in_MAIL(SmtpExtensions offered, string expected)
    {
        var fitted = RelayEnvelope.Fit(RelayRig.Mail(parameters: s_all), Server(offered), out var refusal);
        Assert.Null(refusal);
        var written = new ArrayBufferWriter<byte>();
        fitted!.WriteTo(written);
        Assert.Equal(expected + "\r\n", Encoding.ASCII.GetString(written.WrittenSpan));
    }

    [Fact]
    public void What_a_message_depends_on_is_refused_where_it_is_not_offered()
    {
        Assert.Same(SmtpReplies.InternationalizationUnsupported, Refusal(new MailParameters { SmtpUtf8 = true }, Server(SmtpExtensions.EightBitMime)));
        Assert.Null(Refusal(new MailParameters { SmtpUtf8 = true }, Server(SmtpExtensions.SmtpUtf8)));
        Assert.Same(SmtpReplies.ConversionRequired, Refusal(new MailParameters { Body = BodyType.BinaryMime }, Server(SmtpExtensions.BinaryMime | SmtpExtensions.Chunking)));
        Assert.Same(SmtpReplies.MessageTooLarge, Refusal(new MailParameters { Size = 1001 }, Server(SmtpExtensions.Size) with { MaximumSize = 1000 }));
        Assert.Null(Refusal(new MailParameters { Size = 1000 }, Server(SmtpExtensions.Size) with { MaximumSize = 1000 }));
    }

    [Fact]
    public void Notifications_are_asked_for_where_they_are_offered()
    {
        var rcpt = RelayRig.Rcpt(parameters: new RcptParameters { Notify = DsnNotify.Never });
        Assert.Same(rcpt, RelayEnvelope.Fit(rcpt, RelayRig.Mail(), Server(SmtpExtensions.Dsn), out _));
        Assert.Same(RcptParameters.None, RelayEnvelope.Fit(rcpt, RelayRig.Mail(), Server(SmtpExtensions.None), out _)!.Parameters);
    }

    [Fact]
    public void A_recipient_beyond_ASCII_needs_SMTPUTF8_in_MAIL()
    {
        var rcpt = RelayRig.Rcpt("jürgen@example.com");
        Assert.Null(RelayEnvelope.Fit(rcpt, RelayRig.Mail(), Server(SmtpExtensions.SmtpUtf8), out var refusal));
        Assert.Same(SmtpReplies.NonAsciiAddress, refusal);
        Assert.NotNull(RelayEnvelope.Fit(rcpt, RelayRig.Mail(parameters: new MailParameters { SmtpUtf8 = true }), Server(SmtpExtensions.SmtpUtf8), out _));
    }

    [Fact]
    public void Content_goes_only_where_all_of_it_arrives()
    {
        var eightBit = Server(SmtpExtensions.EightBitMime);
        var sevenBit = Server(SmtpExtensions.None);
        Assert.Null(RelayEnvelope.Judge(new ContentFacts(), 10, sevenBit));
        Assert.Same(SmtpReplies.ConversionRequired, RelayEnvelope.Judge(new ContentFacts { HasEightBitBody = true }, 10, sevenBit));
        Assert.Same(SmtpReplies.ConversionRequired, RelayEnvelope.Judge(new ContentFacts { HasEightBitHeader = true }, 10, sevenBit));
        Assert.Null(RelayEnvelope.Judge(new ContentFacts { HasEightBitBody = true, HasEightBitHeader = true }, 10, eightBit));
        Assert.Same(SmtpReplies.MessageTooLarge, RelayEnvelope.Judge(new ContentFacts(), 11, eightBit with { MaximumSize = 10 }));
    }

    private static EhloKeywords Server(SmtpExtensions offered) => new() { Extensions = offered };

    private static SmtpReply? Refusal(MailParameters parameters, EhloKeywords server)
    {
        RelayEnvelope.Fit(RelayRig.Mail(parameters: parameters), server, out var refusal);
        return refusal;
    }
}
