using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.Publishing;
using WebPublisher.Tests.Testing;
using static WebPublisher.EndToEnd.Tests.Dashboard.DashboardVisit;

namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>How an operator comes to the dashboard from another machine: over TLS, with a token.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private const string Name = "ops.example.test";
    private const string Reader = "a-token-of-a-test-that-may-only-read";
    private const string Admin = "a-token-of-a-test-that-may-do-it-all";

    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _authority = new("Public test CA");
    private readonly LaterTime _time = new();
    private Publishing.Publisher? _publisher;
    private PublicBrowser? _browser;

    private Uri Address => new($"https://{Name}:{_publisher!.OperationsEndPoint!.Port}/");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Needs.Missing(Need.Browser) is not null)
        {
            return;
        }

        _authority.IssueFiles(_directory.Path, Name);
        Secret("reader", Reader);
        Secret("admin", Admin);
        File.WriteAllText(_directory["webpublisher.yaml"], $$"""
            version: 1
            server: { name: EDGE01, stateDirectory: state }
            certificates: { ops: { chain: {{Name}}.pem, key: {{Name}}.key } }
            operations:
              listen: {{OutsideAddress.Value}}:0
              certificate: ops
              tokens:
                - { name: reader, secret: { file: reader } }
                - { name: admin, secret: { file: admin }, may: all }
            listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
            """);
        _publisher = await Publishing.Publisher.StartAsync(
            new PublisherOptions { Policy = _directory["webpublisher.yaml"], Loggers = NullLoggerFactory.Instance, Time = _time, CheckNames = false }, CancellationToken.None);
        _browser = await PublicBrowser.LaunchAsync(_authority.WriteCertificate(_directory["public-ca.pem"]), Name, OutsideAddress.Value.ToString());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_publisher is not null)
        {
            await _publisher.DisposeAsync();
        }

        _authority.Dispose();
        _directory.Dispose();
    }

    [FactNeeding(Need.Browser)]
    public async Task An_operator_logs_in_with_a_token_sees_what_it_allows_and_logs_out_or_is_logged_out_by_the_time()
    {
        await using var visit = await VisitAsync(DashboardSize.Desktop, dark: false);
        await LogInAsync(visit, "a-token-that-is-none-of-this-server");
        await That(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This server does not know the token.");
        await That(visit.Page.GetByLabel("Token")).ToBeFocusedAsync();
        Assert.Empty(await FaultsAsync(visit));
        await visit.ShotAsync("login-refused");

        await LogInAsync(visit, Reader);
        await visit.IsLiveAsync();
        await That(visit.Page.Locator("#session")).ToContainTextAsync("token reader");
        await That(visit.Page.Locator("#address-add")).ToBeHiddenAsync();
        Assert.Equal(0, await visit.Page.Locator(".acts:visible").CountAsync());

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log out" }).ClickAsync();
        await IsAskedAsync(visit);
        await visit.Page.GotoAsync(Address.AbsoluteUri);
        await IsAskedAsync(visit);

        await LogInAsync(visit, Admin);
        await visit.IsLiveAsync();
        await That(visit.Page.Locator("#session")).ToContainTextAsync("token admin");
        await That(visit.Page.Locator("#address-add")).ToBeVisibleAsync();

        // The page is not touched: what it is told ends with the login, and it asks for another.
        _time.Advance(TimeSpan.FromHours(12));
        await IsAskedAsync(visit);
        await LogInAsync(visit, Admin);
        await visit.IsLiveAsync();

        // Browsers note each refusal, and each stream that was cut.
        visit.ForgetComplaintsOf("Failed to load resource");
        Assert.Empty(visit.Complaints);
    }

    [FactNeeding(Need.Browser)]
    public async Task The_way_in_can_be_read_in_both_colours_and_in_every_window()
    {
        foreach (var dark in new[] { false, true })
        {
            foreach (var size in Enum.GetValues<DashboardSize>())
            {
                await using var visit = await VisitAsync(size, dark);
                Assert.Empty(await FaultsAsync(visit));
                await visit.ShotAsync($"login-{size.ToString().ToLowerInvariant()}-{(dark ? "dark" : "light")}");
                visit.ForgetComplaintsOf("403");
                Assert.Empty(visit.Complaints);
            }
        }
    }

    private void Secret(string name, string value)
    {
        File.WriteAllText(_directory[name], value);
        File.SetUnixFileMode(_directory[name], UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<DashboardVisit> VisitAsync(DashboardSize size, bool dark)
    {
        var visit = await DashboardVisit.StartAsync(await _browser!.NewPageAsync(size.Width(), size.Height(), dark), Address, "");
        await IsAskedAsync(visit);
        return visit;
    }

    private static async Task IsAskedAsync(DashboardVisit visit)
    {
        await That(visit.Page.GetByLabel("Token")).ToBeVisibleAsync();
        Assert.EndsWith("/login", visit.Page.Url, StringComparison.Ordinal);
    }

    private static async Task LogInAsync(DashboardVisit visit, string token)
    {
        await visit.Page.GetByLabel("Token").FillAsync(token);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log in" }).ClickAsync();
    }

    private static Task<string[]> FaultsAsync(DashboardVisit visit) => visit.FaultsAsync(4, "h1", "main");
}
