using System.Text;

namespace WebPublisher.WafSideBySide;

/// <summary>What the pages of a webmail server make a browser send: a list of messages, a logon, a message in HTML.</summary>
internal static class WebmailRequests
{
    private const string FormType = "application/x-www-form-urlencoded; charset=UTF-8";

    public static string List() =>
        BrowserRequest.Get("/?_task=mail&_action=list&_refresh=1&_layout=widescreen&_mbox=INBOX&_page=1&_remote=1&_unlock=loading1700000000000&_=1699999999999");

    public static string Login() => BrowserRequest.Post(
        "/?_task=login",
        FormType,
        Form(
            ("_token", "kTq8rXw3ZbN5vJc7mPd1sLf9"),
            ("_task", "login"),
            ("_action", "login"),
            ("_timezone", "Europe/Berlin"),
            ("_url", "_task=mail&_mbox=INBOX"),
            ("_user", "anna.meyer@example.com"),
            ("_pass", "correct horse battery staple")));

    /// <summary>A form whose body is of the given length, its message filled up with paragraphs.</summary>
    public static string Compose(int length)
    {
        var prose = new Prose();
        var message = new StringBuilder("<p>Dear colleagues,</p>\r\n");
        string Body(string text) => Form(
            ("_token", "kTq8rXw3ZbN5vJc7mPd1sLf9"),
            ("_task", "mail"),
            ("_action", "send"),
            ("_id", "104839265365a1b2c3d4e5f"),
            ("_attachments", ""),
            ("_from", "1"),
            ("_to", "Board <board@example.com>, Karl Huber <karl.huber@example.org>"),
            ("_cc", "team@example.com"),
            ("_bcc", ""),
            ("_subject", "Minutes of Monday's meeting and what comes next"),
            ("_draft_saveid", ""),
            ("_draft", ""),
            ("_is_html", "1"),
            ("_framed", "1"),
            ("_priority", "0"),
            ("_store_target", "Sent"),
            ("editorSelector", "html"),
            ("_message", text));
        while (Body(message.ToString()).Length < length)
        {
            message.Append("<p>").Append(prose.Paragraph()).Append("</p>\r\n");
        }

        var body = Body(message.ToString());
        return BrowserRequest.Post("/?_task=mail&_unlock=loading1700000000000&_framed=1&_lang=en", FormType, body[..body.LastIndexOf('+', length)]);
    }

    private static string Form(params IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));
}
