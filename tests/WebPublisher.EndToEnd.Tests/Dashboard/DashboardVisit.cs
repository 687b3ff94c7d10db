using System.Collections.Concurrent;
using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Machine;
using static Microsoft.Playwright.Assertions;

namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>An operator in front of the dashboard. Whatever the browser complains of is written down.</summary>
internal sealed class DashboardVisit : IAsyncDisposable
{
    private static readonly string s_audit = File.ReadAllText(Path.Combine(Repository.Root, "tests", "WebPublisher.EndToEnd.Tests", "Dashboard", "accessibility.js"));

    private readonly ConcurrentQueue<string> _complaints = new();

    private DashboardVisit(IPage page) => Page = page;

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Violations of the content security policy, errors of scripts and of the console, requests to other servers.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The rows of the latest denials.</summary>
    public ILocator Denials => Page.Locator("#denied tbody tr");

    /// <summary>The dialog that asks before something is done.</summary>
    public ILocator Question => Page.Locator("#question");

    /// <summary>The panel that explains.</summary>
    public ILocator Explanation => Page.Locator("#explanation");

    /// <summary>Opens the dashboard.</summary>
    public static async Task<DashboardVisit> StartAsync(IPage page, Uri address, string fragment)
    {
        var visit = new DashboardVisit(page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visit._complaints.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => visit._complaints.Enqueue($"script: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal))
            {
                visit._complaints.Enqueue($"request: {request.Url}");
            }
        };
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => console.error('violates ' + event.violatedDirective + ': ' + event.blockedURI));");
        await page.GotoAsync($"{address}{(fragment.Length > 0 ? "#" : "")}{fragment}");
        return visit;
    }

    /// <summary>Waits for an assertion of the page.</summary>
    public static ILocatorAssertions That(ILocator locator) => Expect(locator);

    /// <summary>Waits until the stream is open and the lists are there.</summary>
    public async Task IsLiveAsync()
    {
        await That(Page.Locator("#live")).ToHaveTextAsync("Live");
        await That(Page.Locator("#reloads tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>Forgets complaints that a test has made on purpose, such as a server that was stopped.</summary>
    public void ForgetComplaintsOf(string cause)
    {
        var others = _complaints.Where(complaint => !complaint.Contains(cause, StringComparison.Ordinal)).ToList();
        _complaints.Clear();
        others.ForEach(_complaints.Enqueue);
    }

    /// <summary>What is wrong with the page by WCAG 2.2, as far as a program can see it.</summary>
    /// <param name="texts">How many pieces of text it shows at least.</param>
    /// <param name="landmarks">What it has once each, as selectors.</param>
    public Task<string[]> FaultsAsync(int texts, params string[] landmarks) => Page.EvaluateAsync<string[]>(s_audit, new { landmarks, texts });

    /// <summary>Keeps what the page shows, all of it, as <c>artifacts/test/screenshots/dashboard-NAME.png</c>.</summary>
    public Task ShotAsync(string name, bool wholePage = false) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Artifacts("screenshots"), $"dashboard-{name}.png"),
        FullPage = wholePage,
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
