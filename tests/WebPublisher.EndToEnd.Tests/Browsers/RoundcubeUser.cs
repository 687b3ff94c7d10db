using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>What a user does in Roundcube (skin elastic), through the elements that a user sees. Each step leaves a screenshot.</summary>
internal sealed partial class RoundcubeUser(UserSession session, string home)
{
    private IPage Page => session.Page;

    /// <summary>Opens the site and fills in the login form. Returns with the page that comes of it.</summary>
    public async Task SubmitLoginAsync(string name, string password)
    {
        await Page.GotoAsync(home);
        await session.ShotAsync("login-form");
        await Page.Locator("#rcmloginuser").FillAsync(name);
        await Page.Locator("#rcmloginpwd").FillAsync(password);

        // Before the answer is there, the network of the form's own page is idle too.
        await Page.RunAndWaitForResponseAsync(() => Page.Locator("#rcmloginsubmit").ClickAsync(), answer => answer.Request is { Method: "POST", IsNavigationRequest: true });
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Logs in and waits for the list of messages.</summary>
    public async Task LogInAsync(MailUser user)
    {
        await SubmitLoginAsync(user.Name, user.Password);
        await Assertions.Expect(Page.Locator("#messagelist")).ToBeVisibleAsync();
        await session.ShotAsync("inbox");
    }

    /// <summary>Opens the message with this subject and returns its text.</summary>
    public async Task<string> ReadAsync(string subject)
    {
        await Page.Locator("#messagelist tbody tr", new PageLocatorOptions { HasText = subject }).First.ClickAsync();
        var body = Message.Locator("#messagebody");
        await Assertions.Expect(Message.Locator("h2.subject")).ToContainTextAsync(subject);
        await Assertions.Expect(body).ToBeVisibleAsync();
        await session.ShotAsync("message");
        return await body.InnerTextAsync();
    }

    /// <summary>Downloads the attachment of the message that is open.</summary>
    public async Task<byte[]> DownloadAsync(string fileName)
    {
        var link = Message.Locator("#attachment-list a.filename", new FrameLocatorLocatorOptions { HasText = fileName });
        var address = await link.EvaluateAsync<string>("link => link.href");

        // By fetch, so that the bytes come over the page's own connection and stand in the transcript.
        var encoded = await Page.EvaluateAsync<string>(
            """
            async address => {
              const answer = await fetch(address + '&_download=1', { credentials: 'include' });
              if (!answer.ok) throw new Error('download: ' + answer.status);
              const bytes = new Uint8Array(await answer.arrayBuffer());
              let text = '';
              for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
              return btoa(text);
            }
            """,
            address);
        return Convert.FromBase64String(encoded);
    }

    /// <summary>Writes a message with an attachment and sends it.</summary>
    public async Task SendAsync(string to, string subject, string text, string attachment)
    {
        await WaitUntilIdleAsync();
        await Page.Locator("a.compose").First.ClickAsync();
        await Page.Locator(".recipient-input input").First.FillAsync(to);
        await Page.Locator("#compose-subject").FillAsync(subject);
        await Page.Locator("#composebody").FillAsync(text);
        await Page.Locator("input[type=file][name='_attachments[]']").First.SetInputFilesAsync(attachment);
        await Assertions.Expect(Page.Locator("#attachment-list li:not(.uploading)")).ToContainTextAsync(Path.GetFileName(attachment));
        await session.ShotAsync("compose");
        await WaitUntilIdleAsync();
        await Page.Locator("button.send, a.send").First.ClickAsync();
        await Assertions.Expect(Page.Locator("#messagestack .confirmation")).ToContainTextAsync("Message sent successfully");
        await session.ShotAsync("sent");

        // Half a second later Roundcube goes back to the list by itself; who navigates before is overtaken by that and aborted.
        await Assertions.Expect(Page.Locator("#messagelist")).ToBeVisibleAsync();
        await WaitUntilIdleAsync();
    }

    /// <summary>Writes a draft in HTML, searches, and keeps a contact, an identity, a canned response and settings: everywhere with text that looks like an attack to who does not know what it is for.</summary>
    public async Task WorkAsync()
    {
        await Page.GotoAsync(home);
        await WaitUntilIdleAsync();
        await Page.Locator("a.compose").First.ClickAsync();
        await Page.Locator(".recipient-input input").First.FillAsync("\"O'Neil; drop\" <oneil@example.test>");
        await Page.Locator("#compose-subject").FillAsync(FreeText.Subject);
        await Page.Locator("#composebody").FillAsync(FreeText.LongHtml);
        await Page.EvaluateAsync("() => { document.querySelector('input[name=_is_html]').value = '1'; }");
        await WaitUntilIdleAsync();
        await Page.EvaluateAsync("() => { window.onbeforeunload = null; rcmail.command('savedraft'); }");
        await Assertions.Expect(Page.Locator("#messagestack .confirmation")).ToContainTextAsync("saved to Drafts");
        await session.ShotAsync("draft");

        await PostAsync("addressbook", "save", [("_source", "0"), ("_framed", "1"), ("_firstname", "Sean"), ("_surname", "O'Neil"), ("_name", "Sean O'Neil"), ("_notes[]", FreeText.Plain), ("_email_home[]", "oneil@example.test")]);
        await PostAsync("settings", "save-identity", [("_iid", "1"), ("_framed", "1"), ("_name", "Alice \"Al\" <script>"), ("_email", "alice@example.test"), ("_organization", "Select & Union From Ltd."), ("_html_signature", "1"), ("_signature", FreeText.Html)]);
        await PostAsync("settings", "save-response", [("_framed", "1"), ("_name", "union select"), ("_text", FreeText.Html), ("_is_html", "1")]);
        await PostAsync("settings", "save-prefs", [("_section", "general"), ("_framed", "1"), ("_language", "en_US"), ("_timezone", "Europe/Berlin"), ("_date_format", "d.m.Y"), ("_pretty_date", "1")]);
        foreach (var words in FreeText.Searches)
        {
            await session.AskAsync($"?_task=mail&_action=search&_q={Uri.EscapeDataString(words)}&_headers=subject%2Cfrom&_layout=widescreen&_filter=ALL&_scope=base&_mbox=INBOX&_remote=1&_unlock=loading1789000000001");
            await session.AskAsync($"?_task=addressbook&_action=search&_q={Uri.EscapeDataString(words)}&_headers=name%2Cfirstname&_source=0&_remote=1&_unlock=loading1789000000002");
        }
    }

    /// <summary>Logs out and waits for the login form.</summary>
    public async Task LogOutAsync()
    {
        await Page.GotoAsync(home);
        await WaitUntilIdleAsync();
        await Page.Locator("a.logout").First.ClickAsync();
        await Page.WaitForURLAsync(LogOutAddress());
        await Assertions.Expect(Page.Locator("#rcmloginuser")).ToBeVisibleAsync();
        await session.ShotAsync("logged-out");
    }

    private async Task PostAsync(string task, string action, IEnumerable<(string Name, string Value)> fields)
    {
        var token = await Page.EvaluateAsync<string>("() => rcmail.env.request_token");
        var form = fields.Prepend(("_token", token)).Prepend(("_action", action)).Prepend(("_task", task));
        await session.AskAsync($"?_task={task}&_action={action}", string.Join('&', form.Select(field => $"{Uri.EscapeDataString(field.Item1)}={Uri.EscapeDataString(field.Item2)}")));
    }

    private IFrameLocator Message => Page.FrameLocator("#messagecontframe");

    // While "Loading..." is shown Roundcube ignores clicks; a user waits as well.
    private async Task WaitUntilIdleAsync() => await Page.WaitForFunctionAsync("() => window.rcmail && !rcmail.busy");

    [GeneratedRegex("_task=logout", RegexOptions.NonBacktracking)]
    private static partial Regex LogOutAddress();
}
