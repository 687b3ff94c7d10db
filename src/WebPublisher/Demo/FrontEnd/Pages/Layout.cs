namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>What all pages have in common. Nothing is loaded from elsewhere and there is no script.</summary>
public static class Layout
{
    /// <summary>A page for someone who is logged in: menu on the left, <paramref name="main"/> on the right.</summary>
    public static Html Mailbox(WebmailSession session, int unread, string current, string title, Html main)
    {
        Html Entry(string href, string label, Html badge) => Html.From(
            $"""<a href="{href}"{(href == current ? new Html(" aria-current=\"page\"") : default)}>{label}{badge}</a>""");

        var count = unread > 0 ? Html.From($"""<span class="badge" aria-label="{unread} unread">{unread}</span>""") : default;
        return Document(title, Html.From($"""
            <div class="shell">
              <header class="top">
                <a class="brand" href="/mail/">{Mark}<span>Adventure Works Mail</span></a>
                <div class="who">
                  <span class="address">{session.Account.Address}</span>
                  <form method="post" action="/mail/logout"><input type="hidden" name="token" value="{session.FormToken}"><button class="quiet" id="logout">Log out</button></form>
                </div>
              </header>
              <nav aria-label="Folders">
                <a class="primary" href="/mail/compose">New message</a>
                {Entry("/mail/", "Inbox", count)}
                {Entry("/mail/sent", "Sent", default)}
                {Entry("/mail/connection", "Connection", default)}
              </nav>
              <main>{main}</main>
            </div>
            """));
    }

    /// <summary>A whole HTML document.</summary>
    public static Html Document(string title, Html body) => Html.From($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Adventure Works Mail</title>
        <link rel="icon" href="/mail/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/mail/webmail.css">
        </head>
        <body>
        {body}
        </body>
        </html>

        """);

    /// <summary>The envelope beside the name.</summary>
    public static Html Mark { get; } = new("""<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M3 8.5A2.5 2.5 0 0 1 5.5 6h21A2.5 2.5 0 0 1 29 8.5v15a2.5 2.5 0 0 1-2.5 2.5h-21A2.5 2.5 0 0 1 3 23.5z" fill="currentColor" opacity=".22"/><path d="m4 9 12 9L28 9" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>""");
}
