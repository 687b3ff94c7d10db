using WebPublisher.Demo.MailServer;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>The demo's accounts and their mailboxes. Everything is gone when the process ends.</summary>
public sealed class MailStore
{
    private readonly TimeProvider _time;
    private readonly Dictionary<DemoAccount, Mailbox> _mailboxes = [];

    /// <summary>Makes two accounts with something to read.</summary>
    public MailStore(TimeProvider time)
    {
        _time = time;
        foreach (var account in DemoAccount.All)
        {
            _mailboxes.Add(account, new Mailbox());
        }

        var alice = DemoAccount.All[0];
        var bob = DemoAccount.All[1];
        var now = time.GetUtcNow();
        Welcome(alice, now);
        Welcome(bob, now);
        _mailboxes[alice].Add(MailFolder.Inbox, Display(bob), Display(alice), "Lunch on Thursday?", """
            Hi Alice,

            the new place by the river has a table at half past twelve.
            Shall I book it for the two of us?

            Bob
            """, now.AddMinutes(-42));
        _mailboxes[alice].Add(MailFolder.Inbox, "Helpdesk <helpdesk@adventure-works.example>", Display(alice), "RE: FW: Webmail from home: now over HTTPS only", """
            Good morning,

            from today webmail is reachable from anywhere under its public name.
            An address that begins with http:// is refused rather than redirected:
            a password must not travel in clear even once.

            Kind regards
            Helpdesk
            """, now.AddMinutes(-17));
    }

    /// <summary>An account's messages.</summary>
    public Mailbox MailboxOf(DemoAccount account) => _mailboxes[account];

    /// <summary>Sends a message from one account to another: into the sender's sent folder and the recipient's inbox.</summary>
    public void Send(DemoAccount from, DemoAccount to, string subject, string body)
    {
        var now = _time.GetUtcNow();
        _mailboxes[from].Add(MailFolder.Sent, Display(from), Display(to), subject, body, now);
        _mailboxes[to].Add(MailFolder.Inbox, Display(from), Display(to), subject, body, now);
    }

    /// <summary>Puts a message that was received into an account's inbox.</summary>
    public void Deliver(DemoAccount to, ReceivedMail message) =>
        _mailboxes[to].Add(MailFolder.Inbox, message.From, message.To, message.Subject, message.Text, message.Date ?? _time.GetUtcNow());

    /// <summary><c>Name &lt;address&gt;</c> of an account.</summary>
    public static string Display(DemoAccount account) => $"{account.DisplayName} <{account.Address}>";

    private void Welcome(DemoAccount account, DateTimeOffset now) =>
        _mailboxes[account].Add(MailFolder.Inbox, "WebPublisher <postmaster@adventure-works.example>", Display(account), "Welcome to your published webmail", $"""
            Hello {account.DisplayName},

            you are reading this through WebPublisher. Your browser holds a TLS session
            with the publisher; the publisher holds another one with this webmail server
            and has checked its certificate before it sent a byte of your request.

            Some things to look at:

              * "Connection" in the menu shows what this server saw of your request.
              * This server calls itself by its inner name in redirects and sends a
                Server header. Neither reaches your browser.
              * A path outside /mail/ never arrives here at all.

            Write to the other account, log in there, and answer.
            """, now.AddHours(-3));
}
