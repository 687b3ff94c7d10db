using System.Net;
using System.Reflection;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Tests.Smtp.Replies;

public sealed class SmtpRepliesTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.168.1.100");

    [Fact]
    public void The_wording_administrators_search_for_is_kept()
    {
        Assert.Equal("250 2.1.0 Sender OK", $"{SmtpReplies.SenderOk}");
        Assert.Equal("250 2.1.5 Recipient OK", $"{SmtpReplies.RecipientOk}");
        Assert.Equal("250 2.0.0 Resetting", $"{SmtpReplies.Resetting}");
        Assert.Equal("221 2.0.0 Service closing transmission channel", $"{SmtpReplies.Closing}");
        Assert.Equal("530 5.7.0 Must issue a STARTTLS command first", $"{SmtpReplies.MustStartTls}");
        Assert.Equal("550 5.7.1 Unable to relay", $"{SmtpReplies.UnableToRelay}");
        Assert.Equal("550 5.1.1 User unknown", $"{SmtpReplies.UserUnknown}");
        Assert.Equal("554 5.1.0 Sender Denied", $"{SmtpReplies.SenderDenied}");
        Assert.Equal("550 5.7.1 Message rejected due to content restrictions", $"{SmtpReplies.ContentRestrictions}");
        Assert.Equal("550 5.7.1 Message rejected due to unacceptable attachments", $"{SmtpReplies.UnacceptableAttachments}");
        Assert.Equal("550 5.7.1 Sender ID (PRA) Not Permitted", $"{SmtpReplies.SenderIdNotPermitted}");
        Assert.Equal("550 5.7.1 Connection from IP address 192.168.1.100 was rejected by sender reputation.", $"{SmtpReplies.RejectedByReputation(s_client)}");
        Assert.Equal("354 Start mail input; end with <CRLF>.<CRLF>", $"{SmtpReplies.StartInput}");
        Assert.Equal("220 mail.adventure-works.test ESMTP", $"{SmtpReplies.Banner("mail.adventure-works.test")}");
    }

    [Fact]
    public void Ehlo_greets_and_announces()
    {
        var keywords = new EhloKeywords { Extensions = SmtpExtensions.Size | SmtpExtensions.Pipelining, MaximumSize = 37748736 };

        Assert.Equal(
            "250-mail.adventure-works.test Hello [192.168.1.100]\r\n250-SIZE 37748736\r\n250 PIPELINING\r\n",
            Encoding.ASCII.GetString(SmtpReplies.Ehlo("mail.adventure-works.test", s_client, keywords).Wire.Span));
        Assert.Equal("250 mail.adventure-works.test Hello [192.168.1.100]", $"{SmtpReplies.Helo("mail.adventure-works.test", s_client)}");
    }

    [Fact]
    public void Every_constant_but_the_intermediate_one_carries_a_status()
    {
        var replies = typeof(SmtpReplies).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => Assert.IsType<SmtpReply>(property.GetValue(null))).ToList();

        Assert.NotEmpty(replies);
        Assert.All(replies, reply => Assert.Equal(!reply.IsIntermediate, reply.Status is not null));
    }

    [Fact]
    public void Findings_are_answered_by_the_gravest()
    {
        Assert.Null(ContentReplies.For(ContentFindings.None));
        Assert.Same(SmtpReplies.IllegalLineEndings, ContentReplies.For(ContentFindings.BareLineFeed | ContentFindings.TooLarge));
        Assert.Same(SmtpReplies.MessageTooLarge, ContentReplies.For(ContentFindings.TooLarge | ContentFindings.LineTooLong));
        Assert.Same(SmtpReplies.HeaderTooLarge, ContentReplies.For(ContentFindings.HeaderTooLarge));
        Assert.Same(SmtpReplies.HopCountExceeded, ContentReplies.For(ContentFindings.TooManyHops));
        Assert.Same(SmtpReplies.TextLineTooLong, ContentReplies.For(ContentFindings.LineTooLong));
    }
}
