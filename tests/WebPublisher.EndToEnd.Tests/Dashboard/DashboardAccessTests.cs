using WebPublisher.EndToEnd.Tests.Machine;
using static WebPublisher.EndToEnd.Tests.Dashboard.DashboardVisit;

namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>Whether everybody can use the dashboard: by keyboard, by ear, in either colours, on a phone. Pictures of it are kept for people to look at.</summary>
[Collection(PublishedDashboard.Collection)]
public sealed class DashboardAccessTests(PublishedDashboard site)
{
    [FactNeeding(Need.Browser)]
    public async Task It_can_be_read_in_both_colours_and_in_every_window()
    {
        await FillAsync();
        foreach (var dark in new[] { false, true })
        {
            foreach (var size in Enum.GetValues<DashboardSize>())
            {
                await using var visit = await site.VisitAsync(size, dark);
                await That(visit.Page.Locator("#held-list tbody tr").First).ToBeVisibleAsync();
                await visit.Page.Locator(".figures summary").ClickAsync();
                await That(visit.Page.Locator("#figures tbody tr").First).ToBeVisibleAsync();
                Assert.Empty(await FaultsAsync(visit));
                await visit.Page.Locator(".figures summary").ClickAsync();
                await visit.Page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
                var name = $"{size.ToString().ToLowerInvariant()}-{(dark ? "dark" : "light")}";
                await visit.ShotAsync(name);
                if (size != DashboardSize.Narrowest)
                {
                    await visit.ShotAsync($"{name}-whole", wholePage: true);
                }

                Assert.Empty(visit.Complaints);
            }
        }
    }

    [FactNeeding(Need.Browser)]
    public async Task Dialogs_are_readable_keep_the_focus_and_give_it_back()
    {
        await FillAsync();
        foreach (var (size, dark) in new[] { (DashboardSize.Desktop, false), (DashboardSize.Narrowest, true) })
        {
            await using var visit = await site.VisitAsync(size, dark);
            foreach (var opener in new[] { visit.Page.Locator("#address-add"), visit.Page.Locator("#held-list button").First, visit.Page.Locator("#held-list button").Last, visit.Denials.Locator("button").First })
            {
                await opener.FocusAsync();
                await visit.Page.Keyboard.PressAsync("Enter");
                var dialog = visit.Page.Locator("dialog[open]");
                await That(dialog).ToBeVisibleAsync();
                Assert.NotEqual("", await dialog.EvaluateAsync<string>("dialog => document.getElementById(dialog.getAttribute('aria-labelledby')).textContent"));
                Assert.Empty(await FaultsAsync(visit));
                for (var i = 0; i < 12; i++)
                {
                    await visit.Page.Keyboard.PressAsync("Tab");

                    // Between the last and the first control the browser's own window has its turn, and then nothing of the page has the focus.
                    Assert.True(await dialog.EvaluateAsync<bool>("dialog => dialog.contains(document.activeElement) || document.activeElement === document.body"));
                }

                await visit.Page.Keyboard.PressAsync("Escape");
                await That(dialog).ToHaveCountAsync(0);
                await That(opener).ToBeFocusedAsync();
            }

            Assert.Empty(visit.Complaints);
        }
    }

    [FactNeeding(Need.Browser)]
    public async Task Every_control_is_reached_by_the_tabulator_and_shows_that_it_is()
    {
        await FillAsync();
        await using var visit = await site.VisitAsync();
        await That(visit.Page.Locator("#held-list button").First).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("""
            () => {
              globalThis.reached = [];
              globalThis.unreached = () => [...document.querySelectorAll('a[href], button, input, select, summary')]
                .filter(control => control.checkVisibility() && !control.closest('dialog') && !globalThis.reached.includes(control)).map(control => control.outerHTML);
              document.addEventListener('focusin', event => {
                const style = getComputedStyle(event.target);
                if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) {
                  console.error('not seen to have the focus: ' + event.target.outerHTML);
                }
                globalThis.reached.push(event.target);
              });
            }
            """);
        for (var i = 0; i < 200 && (await visit.Page.EvaluateAsync<string[]>("() => globalThis.unreached()")).Length > 0; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("() => globalThis.unreached()"));
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task The_colours_that_are_chosen_are_remembered()
    {
        await using var visit = await site.VisitAsync();
        var light = await GroundAsync(visit);
        await visit.Page.GetByLabel("Colours").SelectOptionAsync("dark");
        var dark = await GroundAsync(visit);
        Assert.NotEqual(light, dark);

        await visit.Page.ReloadAsync();
        await visit.IsLiveAsync();
        Assert.Equal(dark, await GroundAsync(visit));
        await visit.Page.GetByLabel("Colours").SelectOptionAsync("auto");
        Assert.Equal(light, await GroundAsync(visit));
    }

    // Something of everything: traffic, refusals of both halves, a held message, an entry of the block list.
    private async Task FillAsync()
    {
        await site.ReadMailAsync();
        await site.RefusedRequestAsync("/a/long/path/that/nobody/has/published/" + new string('x', 120));
        await site.SendAsync("198.51.100.66", "blocked.user@contoso.example", "Hello");
        await site.SendAsync("198.51.100.68", "billing.department.of.a.long.name@subsidiary.client.example", "Your invoice of the third quarter, with all of its attachments");
    }

    private static Task<string[]> FaultsAsync(DashboardVisit visit) => visit.FaultsAsync(100, "h1", "main", "body > header", "nav");

    private static Task<string> GroundAsync(DashboardVisit visit) => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");
}
