using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Machine;
using static WebPublisher.EndToEnd.Tests.Dashboard.DashboardVisit;

namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>What an operator does with the dashboard while the server works.</summary>
[Collection(PublishedDashboard.Collection)]
public sealed class DashboardTests(PublishedDashboard site)
{
    [FactNeeding(Need.Browser)]
    public async Task What_is_refused_appears_by_itself_and_its_reference_leads_to_the_reason()
    {
        await using var visit = await site.VisitAsync();
        await site.ReadMailAsync();
        var request = await site.RefusedRequestAsync("/admin/setup.php");
        var mail = ReferenceOf(await site.SendAsync("198.51.100.66", "blocked.user@contoso.example", "Hello"));

        var row = visit.Denials.Filter(new LocatorFilterOptions { HasText = request });
        await That(row).ToContainTextAsync("/admin/setup.php");
        await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = mail })).ToContainTextAsync("senderFilter");
        await That(visit.Page.Locator("#rules")).ToContainTextAsync("Webmail");
        await That(visit.Page.Locator("#agents")).ToContainTextAsync("senderFilter");
        await That(visit.Page.Locator("#clients")).ToContainTextAsync("198.51.100.66");

        // By the mouse, anywhere in the row; then by the keyboard; then by a reference that a user has read out, in small letters and without hyphens.
        await row.Locator(".what").ClickAsync();
        await That(visit.Explanation).ToContainTextAsync("/admin/setup.php");
        Assert.EndsWith($"#{request}", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Escape");
        await That(visit.Explanation).ToBeHiddenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Explain {mail}" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await That(visit.Explanation).ToContainTextAsync("blocked.user@contoso.example");
        await visit.ShotAsync("explanation");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.GetByLabel("Reference of a refusal").FillAsync(request.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
        await visit.Page.Keyboard.PressAsync("Enter");
        await That(visit.Explanation).ToContainTextAsync("/admin/setup.php");
        Assert.Empty(visit.Complaints);

        await using var colleague = await site.VisitAsync(fragment: mail);
        await That(colleague.Explanation).ToContainTextAsync("blocked.user@contoso.example");
        Assert.Empty(colleague.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task Denials_can_be_narrowed_to_a_kind_a_client_and_a_text()
    {
        await site.RefusedRequestAsync("/narrowed/one");
        await site.RefusedRequestAsync("/narrowed/two");
        await site.SendAsync("198.51.100.71", "blocked.user@contoso.example", "Hello");
        await using var visit = await site.VisitAsync();

        await visit.Page.GetByLabel("Text").FillAsync("narrowed/t");
        await That(visit.Denials).ToHaveCountAsync(1);
        await That(visit.Denials).ToContainTextAsync("/narrowed/two");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear" }).ClickAsync();
        await visit.Page.GetByLabel("Client", new PageGetByLabelOptions { Exact = true }).FillAsync("198.51.100.71");
        await That(visit.Denials.First).ToContainTextAsync("198.51.100.71");
        await visit.Page.GetByLabel("Kind").SelectOptionAsync("request");
        await That(visit.Page.Locator("#denied")).ToContainTextAsync("Nothing fits the filter.");
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task A_client_is_blocked_from_one_of_its_denials_and_let_in_again()
    {
        const string Client = "198.51.100.67";
        var reference = ReferenceOf(await site.SendAsync(Client, "blocked.user@contoso.example", "Hello"));
        await using var visit = await site.VisitAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Explain {reference}" }).ClickAsync();
        await visit.Explanation.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Block {Client}…" }).ClickAsync();
        await That(visit.Question.GetByLabel("Address, network or range")).ToHaveValueAsync(Client);
        await visit.ShotAsync("block");
        await visit.Question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add to the list" }).ClickAsync();

        var entry = visit.Page.Locator("#addresses tbody tr").Filter(new LocatorFilterOptions { HasText = Client });
        await That(entry).ToContainTextAsync(reference);
        await That(entry).ToContainTextAsync("blocked");
        Assert.StartsWith("5", await site.SendAsync(Client, "friend@client.example", "Hello"), StringComparison.Ordinal);

        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Remove {Client}" }).ClickAsync();
        await visit.Question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove", Exact = true }).ClickAsync();
        await That(entry).ToHaveCountAsync(0);
        Assert.StartsWith("250 ", await site.SendAsync(Client, "friend@client.example", "Hello"), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task A_held_message_is_released_and_delivered_and_another_is_deleted_and_never_is()
    {
        await using var visit = await site.VisitAsync();
        Assert.StartsWith("250 ", await site.SendAsync("198.51.100.68", "billing@client.example", "Your invoice 1"), StringComparison.Ordinal);
        Assert.StartsWith("250 ", await site.SendAsync("198.51.100.68", "billing@client.example", "Your invoice 2"), StringComparison.Ordinal);
        var (first, second) = (Held(visit, "Your invoice 1"), Held(visit, "Your invoice 2"));
        await That(first).ToBeVisibleAsync();
        await That(second).ToBeVisibleAsync();
        Assert.DoesNotContain(site.Delivered, message => message.Contains("Your invoice", StringComparison.Ordinal));

        await Button(first, "Show").ClickAsync();
        await That(visit.Question.GetByLabel("Header")).ToContainTextAsync("From: <billing@client.example>");
        await That(visit.Question.GetByLabel("Parts")).ToContainTextAsync("text/plain");
        await visit.ShotAsync("held");
        await Button(visit.Question, "Why was it held?").ClickAsync();
        await That(visit.Explanation).ToContainTextAsync("edgeRules");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Button(first, "Release").ClickAsync();
        await visit.ShotAsync("release");
        await Button(visit.Question, "Release").ClickAsync();
        await That(first).ToHaveCountAsync(0);
        Assert.Single(site.Delivered, message => message.Contains("Subject: Your invoice 1\r\n", StringComparison.Ordinal));

        await Button(second, "Delete").ClickAsync();
        await Button(visit.Question, "Cancel").ClickAsync();
        await That(second).ToBeVisibleAsync();
        await Button(second, "Delete").ClickAsync();
        await Button(visit.Question, "Delete for good").ClickAsync();
        await That(second).ToHaveCountAsync(0);
        Assert.DoesNotContain(site.Delivered, message => message.Contains("Subject: Your invoice 2\r\n", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task A_bad_policy_is_told_of_with_its_line_and_a_good_one_takes_it_away_again()
    {
        await using var visit = await site.VisitAsync();
        var reload = visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Reload the policy" });
        site.Write("publishingRulez: []");
        await reload.ClickAsync();
        await That(visit.Page.Locator("#reloads tbody tr").First).ToContainTextAsync("rejected");
        await That(visit.Page.Locator("#problems")).ToContainTextAsync("publishingRulez");
        await visit.ShotAsync("bad-policy");

        site.Write("hold: { maxAge: 14d }");
        await reload.ClickAsync();
        await That(visit.Page.Locator("#reloads tbody tr").First).ToContainTextAsync("applied");
        await That(visit.Page.Locator("#problems")).Not.ToContainTextAsync("publishingRulez");
        await That(visit.Page.Locator("#headline")).ToHaveTextAsync("Ready");
        visit.ForgetComplaintsOf("Failed to load resource");
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task A_server_is_drained_and_serves_again()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Drain…" }).ClickAsync();
        await Button(visit.Question, "Drain").ClickAsync();
        await That(visit.Page.Locator("#headline")).ToContainTextAsync("Draining");
        await visit.ShotAsync("draining");

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Serve again…" }).ClickAsync();
        await Button(visit.Question, "Serve again").ClickAsync();
        await That(visit.Page.Locator("#headline")).ToHaveTextAsync("Ready");
        await site.ReadMailAsync();
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task The_page_says_when_the_server_is_gone_and_finds_it_again()
    {
        await using var visit = await site.VisitAsync();
        await site.StopAsync();
        await That(visit.Page.Locator("#headline")).ToContainTextAsync("Connection to the server lost");
        await visit.ShotAsync("lost");

        await site.StartAsync();
        await That(visit.Page.Locator("#headline")).ToHaveTextAsync("Ready");
        await That(visit.Page.Locator("#notices")).ToContainTextAsync("The server was restarted");
        var reference = await site.RefusedRequestAsync("/after-the-restart");
        await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = reference })).ToBeVisibleAsync();
        visit.ForgetComplaintsOf("Failed to load resource");
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task One_page_shows_and_steers_both_halves_where_they_are_two_processes()
    {
        await site.StopAsync();
        try
        {
            var (web, smtp) = await site.StartHalvesAsync();
            await using (web)
            await using (smtp)
            {
                await using var visit = await site.VisitAsync();
                var mail = visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Mail (ready)" });
                var request = await site.RefusedRequestAsync("/two-halves");
                await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = request })).ToBeVisibleAsync();
                await mail.ClickAsync();
                await That(mail).ToHaveAttributeAsync("aria-pressed", "true");
                await That(visit.Page.Locator("#facts dd").First).ToHaveTextAsync("smtp");
                await site.SendAsync("198.51.100.74", "billing@client.example", "Your invoice of two halves");
                await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = "198.51.100.74" }).First).ToBeVisibleAsync();
                await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = request })).ToHaveCountAsync(0);
                await Button(Held(visit, "Your invoice of two halves"), "Delete").ClickAsync();
                await Button(visit.Question, "Delete for good").ClickAsync();
                await That(Held(visit, "Your invoice of two halves")).ToHaveCountAsync(0);
                await visit.Page.EvaluateAsync("() => scrollTo(0, 0)");
                await visit.ShotAsync("halves");
                Assert.Empty(visit.Complaints);
            }
        }
        finally
        {
            await site.StartAsync();
        }
    }

    [FactNeeding(Need.Browser)]
    public async Task What_strangers_write_is_text_whatever_it_looks_like()
    {
        const string Markup = "<img src=x onerror=globalThis.taken=1>";
        await using var visit = await site.VisitAsync();
        var request = await site.RefusedRequestAsync($"/{Markup}?{Markup}");
        await site.SendAsync("198.51.100.69", $"\"{Markup}\"@client.example", $"Invoice {Markup}");
        await That(visit.Denials.Filter(new LocatorFilterOptions { HasText = request })).ToBeVisibleAsync();
        await That(Held(visit, Markup)).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Explain {request}" }).ClickAsync();
        await That(visit.Explanation.Locator("pre")).ToContainTextAsync("img");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Button(Held(visit, Markup), "Show").ClickAsync();
        await That(visit.Question).ToContainTextAsync(Markup);

        Assert.Equal("undefined", await visit.Page.EvaluateAsync<string>("() => typeof globalThis.taken"));
        Assert.Equal(1, await visit.Page.Locator("img").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    private static string ReferenceOf(string reply)
    {
        Assert.StartsWith("5", reply, StringComparison.Ordinal);
        return PublishedDashboard.ReferenceIn(reply);
    }

    private static ILocator Held(DashboardVisit visit, string subject) => visit.Page.Locator("#held-list tbody tr").Filter(new LocatorFilterOptions { HasText = subject });

    private static ILocator Button(ILocator place, string name) => place.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name });
}
