using System.Text.Json;
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

        // The field of recipients takes the focus once the form stands.
        var recipients = Page.Locator("md-chips[ng-model='editor.message.editable.to']");
        var recipient = recipients.Locator("input").First;
        await Assertions.Expect(recipient).ToBeFocusedAsync();
        await recipient.FillAsync(to);
        await recipient.BlurAsync();
        await Assertions.Expect(recipients.Locator("md-chip")).ToContainTextAsync(to);

        // What was typed there becomes a recipient when the focus goes, which then comes back, and with it what is typed: the subject is put in without it.
        await Page.Locator("input[name='subject']").EvaluateAsync("(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", subject);
        await Page.FrameLocator("iframe.cke_wysiwyg_frame").Locator("body").FillAsync(text);
        await session.ShotAsync("compose");
        await Page.Locator("[ng-click='editor.send()']").ClickAsync();
        await Assertions.Expect(Page.Locator("input[name='subject']")).ToHaveCountAsync(0);
        await session.ShotAsync("sent");
    }

    /// <summary>Searches, and keeps a draft, an event, a contact and settings: everywhere with text that looks like an attack to who does not know what it is for.</summary>
    public async Task WorkAsync(MailUser user)
    {
        var own = $"/SOGo/so/{user.Name}";
        await AskAsync($"{own}/Mail/0/folderDrafts/newDraft1789000000-1/save", new
        {
            from = user.Address, to = new[] { "\"O'Neil; drop\" <oneil@example.test>" }, cc = Array.Empty<string>(), subject = FreeText.Subject, text = FreeText.LongHtml, isHTML = 1, priority = "NORMAL",
        });
        await AskAsync($"{own}/Calendar/personal/1-ABC.ics/saveAsAppointment", new
        {
            summary = FreeText.Subject, location = "Room <1>; 2nd floor && left", comment = FreeText.Plain, startDate = "2026-11-23", startTime = "10:00", endDate = "2026-11-23", endTime = "11:00", destinationCalendar = "personal",
        });
        await AskAsync($"{own}/Contacts/personal/1-ABD.vcf/saveAsContact", new
        {
            c_cn = "Sean O'Neil", c_sn = "O'Neil", c_givenname = "Sean", notes = new[] { FreeText.Plain }, emails = new[] { new { type = "work", value = "oneil@example.test" } },
        });
        await AskAsync($"{own}/Preferences/save", new
        {
            defaults = new { SOGoMailSignature = FreeText.Html, SOGoTimeZone = "Europe/Berlin", Vacation = new { enabled = 0, autoReplyText = FreeText.Plain } },
        });
        await AskAsync($"{own}/Mail/0/folderINBOX/headers", new { uids = Enumerable.Range(1, 1500) });
        foreach (var words in FreeText.Searches)
        {
            var escaped = Uri.EscapeDataString(words);
            await AskAsync($"{own}/Mail/0/folderINBOX/view", new { sortingAttributes = new { sort = "arrival", asc = 0, match = "OR" }, filters = new[] { new { searchBy = "subject", searchInput = words } } });
            await session.AskAsync($"{own}/Contacts/personal/view?search=name_or_address&value={escaped}&sort=c_cn&asc=1");
            await session.AskAsync($"{own}/Calendar/eventslist?asc=1&day=20261123&filterpopup=view_today&sort=start&search=title&value={escaped}");
        }
    }

    /// <summary>Logs out and waits for the login form.</summary>
    public async Task LogOutAsync()
    {
        await Page.Locator("a[href$='/logoff']").First.ClickAsync();
        await Assertions.Expect(Page.Locator("input[type='password']").First).ToBeVisibleAsync();
        await session.ShotAsync("logged-out");
    }

    private Task AskAsync(string address, object body) => session.AskAsync(address, JsonSerializer.Serialize(body), "application/json;charset=utf-8");
}
