using System.Globalization;

namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>One message, opened.</summary>
public static class MessagePage
{
    /// <summary>Renders the page.</summary>
    public static Html Render(WebmailSession session, Mailbox mailbox, MailMessage message, TimeZoneInfo zone)
    {
        var time = TimeZoneInfo.ConvertTime(message.Sent, zone);
        var back = message.Folder == MailFolder.Inbox ? "/mail/" : "/mail/sent";
        var reply = message.Folder == MailFolder.Inbox
            ? Html.From($"""<a class="button" href="/mail/compose?reply={message.Id}">Reply</a>""")
            : default;
        return Layout.Mailbox(session, mailbox.CountUnread(), back, message.Subject, Html.From($"""
            <article class="message">
              <p class="back"><a href="{back}">&larr; Back</a></p>
              <h1>{(message.Subject.Length > 0 ? message.Subject : "(no subject)")}</h1>
              <dl>
                <dt>From</dt><dd>{message.From}</dd>
                <dt>To</dt><dd>{message.To}</dd>
                <dt>Sent</dt><dd><time datetime="{time.ToString("O", CultureInfo.InvariantCulture)}">{time.ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</time></dd>
              </dl>
              <div class="body">{message.Body}</div>
              {reply}
            </article>
            """));
    }
}
