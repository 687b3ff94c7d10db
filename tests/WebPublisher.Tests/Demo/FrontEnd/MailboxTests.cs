using WebPublisher.Demo.FrontEnd;

namespace WebPublisher.Tests.Demo.FrontEnd;

public sealed class MailboxTests
{
    private readonly Mailbox _mailbox = new();

    [Fact]
    public void Newest_messages_come_first()
    {
        Receive("one");
        Receive("two");

        Assert.Equal(["two", "one"], _mailbox.List(MailFolder.Inbox).Select(m => m.Subject));
    }

    [Fact]
    public void A_full_folder_loses_its_oldest_message_and_no_other_folder_does()
    {
        _mailbox.Add(MailFolder.Sent, "a", "b", "kept", "", default);
        for (var i = 0; i <= Mailbox.MaximumMessages; i++)
        {
            Receive($"{i}");
        }

        var inbox = _mailbox.List(MailFolder.Inbox);
        Assert.Equal(Mailbox.MaximumMessages, inbox.Count);
        Assert.Equal("1", inbox[^1].Subject);
        Assert.Single(_mailbox.List(MailFolder.Sent));
    }

    [Fact]
    public void Text_beyond_the_limit_is_cut_and_a_subject_is_one_line()
    {
        var message = _mailbox.Add(MailFolder.Inbox, "a", "b", "one\r\ntwo", new string('x', Mailbox.MaximumText + 1), default);

        Assert.Equal("one two", message.Subject);
        Assert.Equal(Mailbox.MaximumText, message.Body.Length);
    }

    [Fact]
    public void Opening_a_message_marks_it_as_read()
    {
        var id = Receive("news").Id;
        Assert.Equal(1, _mailbox.CountUnread());

        Assert.True(_mailbox.Open(id)!.IsRead);

        Assert.Equal(0, _mailbox.CountUnread());
        Assert.Null(_mailbox.Open(id + 1));
    }

    private MailMessage Receive(string subject) => _mailbox.Add(MailFolder.Inbox, "a", "b", subject, "text", default);
}
