using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>What a user does in SOGo's web interface, through the elements that a user sees. Each step leaves a screenshot.</summary>
internal sealed class SogoUser(UserSession session, string home)
{
    private IPage Page => session.Page;

    /// <summary>Opens the site and fills in the login form.</summary>
    public async Task SubmitLoginAsync(string name, string password)
    {
        await Page.GotoAsync(home);
        await Page.Locator("input[name='username'], input[ng-model='app.creds.username']").First.FillAsync(name);
        await Page.Locator("input[type='password']").First.FillAsync(password);
        await session.ShotAsync("login-form");
        await Page.Locator("button[type='submit']").First.ClickAsync();
    }

    /// <summary>Logs in and opens the mail module.</summary>
    public async Task LogInAsync(MailUser user)
    {
        await SubmitLoginAsync(user.Name, user.Password);
        await Page.WaitForURLAsync(address => address.Contains("/so/", StringComparison.Ordinal));
        await Page.GotoAsync($"{home}so/{user.Name}/Mail/view");
        await Assertions.Expect(Page.Locator("md-virtual-repeat-container").First).ToBeVisibleAsync();
        await session.ShotAsync("inbox");
    }

    /// <summary>Opens the message with this subject and returns its text.</summary>
    public async Task<string> ReadAsync(string subject)
    {
        await Page.Locator("md-list-item", new PageLocatorOptions { HasText = subject }).First.ClickAsync();
        var body = Page.Locator(".msg-body").First;
        await Assertions.Expect(body).ToBeVisibleAsync();
        await session.ShotAsync("message");
        return await body.InnerTextAsync();
    }

    /// <summary>Writes a message and sends it.</summary>
    public async Task SendAsync(string to, string subject, string text)
    {
        await Page.Locator("md-fab-trigger button:visible").First.ClickAsync();
        await Page.Locator("md-fab-actions button[ng-click*='newMessage']").First.ClickAsync();
        var recipient = Page.Locator("md-chips[ng-model='editor.message.editable.to'] input").First;
        await recipient.FillAsync(to);
        await recipient.PressAsync("Enter");
        await Page.Locator("input[name='subject']").FillAsync(subject);
        await Page.FrameLocator("iframe.cke_wysiwyg_frame").Locator("body").FillAsync(text);
        await session.ShotAsync("compose");
        await Page.Locator("[ng-click='editor.send()']").ClickAsync();
        await Assertions.Expect(Page.Locator("input[name='subject']")).ToHaveCountAsync(0);
        await session.ShotAsync("sent");
    }

    /// <summary>Logs out and waits for the login form.</summary>
    public async Task LogOutAsync()
    {
        await Page.Locator("a[href$='/logoff']").First.ClickAsync();
        await Assertions.Expect(Page.Locator("input[type='password']").First).ToBeVisibleAsync();
        await session.ShotAsync("logged-out");
    }
}
