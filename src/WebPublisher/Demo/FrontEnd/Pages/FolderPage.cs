using System.Globalization;

namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>The messages of a folder.</summary>
public static class FolderPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="session">Who is looking.</param>
    /// <param name="mailbox">Their mailbox.</param>
    /// <param name="folder">Which folder.</param>
    /// <param name="now">Times of this day are shown as hours, others as dates.</param>
    /// <param name="notice">What to tell the visitor, or null.</param>
    public static Html Render(WebmailSession session, Mailbox mailbox, MailFolder folder, DateTimeOffset now, string? notice)
    {
        var messages = mailbox.List(folder);
        var title = folder == MailFolder.Inbox ? "Inbox" : "Sent";
        var told = notice is null ? default : Html.From($"""<p class="notice good" role="status">{notice}</p>""");
        var list = messages.Count == 0
            ? Html.From($"""<p class="empty">Nothing here yet.</p>""")
            : Html.From($"""<ul class="messages">{Html.Concat(messages.Select(m => Row(m, now)))}</ul>""");
        var current = folder == MailFolder.Inbox ? "/mail/" : "/mail/sent";
        return Layout.Mailbox(session, mailbox.CountUnread(), current, title, Html.From($"{told}<h1>{title}</h1>{list}"));
    }

    private static Html Row(MailMessage message, DateTimeOffset now)
    {
        var other = NameOf(message.Folder == MailFolder.Inbox ? message.From : message.To);
        var time = message.Sent.ToOffset(now.Offset);
        var shown = time.ToString(time.Date == now.Date ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture);
        return Html.From($"""
            <li class="{(message.IsRead ? "read" : "unread")}"><a href="/mail/message?id={message.Id}">
              <span class="avatar" aria-hidden="true">{other[..1]}</span>
              <span class="other">{other}</span>
              <time datetime="{time.ToString("O", CultureInfo.InvariantCulture)}">{shown}</time>
              <span class="subject">{(message.Subject.Length > 0 ? message.Subject : "(no subject)")}</span>
              <span class="snippet">{Snippet(message.Body)}</span>
            </a></li>
            """);
    }

    private static string NameOf(string mailbox)
    {
        var bracket = mailbox.IndexOf(" <", StringComparison.Ordinal);
        return bracket > 0 ? mailbox[..bracket] : mailbox.Length > 0 ? mailbox : "?";
    }

    private static string Snippet(string body) => (body.Length > 120 ? body[..120] : body).Replace('\n', ' ');
}
