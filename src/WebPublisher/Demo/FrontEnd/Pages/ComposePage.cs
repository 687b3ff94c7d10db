namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>The form for a new message.</summary>
public static class ComposePage
{
    /// <summary>Renders the page.</summary>
    /// <param name="session">Who is writing.</param>
    /// <param name="unread">Unread messages, for the menu.</param>
    /// <param name="draft">What the fields hold at first.</param>
    /// <param name="others">Addresses to suggest.</param>
    /// <param name="error">What was wrong with the last attempt, or null.</param>
    public static Html Render(WebmailSession session, int unread, Draft draft, IEnumerable<DemoAccount> others, string? error)
    {
        var told = error is null ? default : Html.From($"""<p class="notice" role="alert">{error}</p>""");
        var known = Html.Concat(others.Select(a => Html.From($"""<option value="{a.Address}">{a.DisplayName}</option>""")));
        return Layout.Mailbox(session, unread, "/mail/compose", "New message", Html.From($"""
            <h1>New message</h1>
            {told}
            <form class="compose" method="post" action="/mail/send">
              <input type="hidden" name="token" value="{session.FormToken}">
              <label>To<input name="to" type="email" list="known" value="{draft.To}" required maxlength="254"></label>
              <datalist id="known">{known}</datalist>
              <label>Subject<input name="subject" value="{draft.Subject}" maxlength="{Mailbox.MaximumSubject}"></label>
              <label>Message<textarea name="body" rows="14" maxlength="{Mailbox.MaximumText}">
            {draft.Body}</textarea></label>
              <div class="actions"><button class="primary" id="send">Send</button> <a class="button" href="/mail/">Discard</a></div>
            </form>
            """));
    }
}
