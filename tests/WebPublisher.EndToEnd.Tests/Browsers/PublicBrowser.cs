using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>
/// A headless browser on the Internet side. It trusts one CA besides the public ones, by the user's certificate database as an administrator would
/// set it up: a wrong name, an expired certificate or an unknown issuer stops it as it stops a user. It can reach the published name and nothing else.
/// </summary>
internal sealed class PublicBrowser : IAsyncDisposable
{
    // How long a page may take on a machine that does much else, in milliseconds; the library's own patience with what a page is expected to show is 5 s.
    private const float Patience = 60_000;

    private readonly TemporaryDirectory _home;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private PublicBrowser(TemporaryDirectory home, IPlaywright playwright, IBrowser browser)
    {
        _home = home;
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Starts the browser.</summary>
    /// <param name="authority">PEM file of the CA to trust.</param>
    /// <param name="publishedName">The one host name that resolves.</param>
    /// <param name="address">What it resolves to; an IPv6 address in brackets.</param>
    public static async Task<PublicBrowser> LaunchAsync(string authority, string publishedName, string address)
    {
        var home = new TemporaryDirectory();
        await TrustAsync(home, authority);
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Needs.Browser,
            Args =
            [
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-proxy-server", $"--host-resolver-rules=MAP {publishedName} {address}, MAP * ~NOTFOUND",
            ],
            Env = new Dictionary<string, string> { ["HOME"] = home.Path, ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["LANG"] = "C.UTF-8" },
        });
        return new PublicBrowser(home, playwright, browser);
    }

    /// <summary>Opens a page for one user: no cookie is shared with any other.</summary>
    public async Task<UserSession> OpenAsync(string screenshotPrefix)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "en-US",
            TimezoneId = "UTC",
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        return await UserSession.StartAsync(context, screenshotPrefix);
    }

    /// <summary>Opens a page that nothing records: a recorder waits for the end of each answer, and some have none.</summary>
    /// <param name="width">The window's width in CSS pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="dark">Whether its user prefers dark colours.</param>
    public async Task<IPage> NewPageAsync(int width, int height, bool dark)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "en-US",
            TimezoneId = "Europe/Vienna",
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        _home.Dispose();
    }

    private static async Task TrustAsync(TemporaryDirectory home, string authority)
    {
        var database = $"sql:{Directory.CreateDirectory(home[".pki/nssdb"]).FullName}";
        var certutil = Needs.Find("certutil")!;
        (await Command.RunAsync(certutil, ["-d", database, "-N", "--empty-password"], TimeSpan.FromSeconds(60))).Successful();
        (await Command.RunAsync(certutil, ["-d", database, "-A", "-t", "C,,", "-n", "public test CA", "-i", authority], TimeSpan.FromSeconds(60))).Successful();
    }
}
