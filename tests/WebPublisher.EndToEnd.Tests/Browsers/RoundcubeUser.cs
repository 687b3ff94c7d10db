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
        await Page.Locator("#rcmloginsubmit").ClickAsync();
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

    private IFrameLocator Message => Page.FrameLocator("#messagecontframe");

    // While "Loading..." is shown Roundcube ignores clicks; a user waits as well.
    private async Task WaitUntilIdleAsync() => await Page.WaitForFunctionAsync("() => window.rcmail && !rcmail.busy");

    [GeneratedRegex("_task=logout", RegexOptions.NonBacktracking)]
    private static partial Regex LogOutAddress();
}
