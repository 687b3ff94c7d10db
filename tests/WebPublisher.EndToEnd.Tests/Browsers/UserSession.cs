using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>One user in front of one page, recorded.</summary>
internal sealed class UserSession : IAsyncDisposable
{
    private readonly string _screenshotPrefix;
    private int _stage;

    private UserSession(IBrowserContext context, IPage page, BrowserTranscript transcript, string screenshotPrefix)
    {
        Context = context;
        Page = page;
        Transcript = transcript;
        _screenshotPrefix = screenshotPrefix;
    }

    /// <summary>The user's cookies.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>All that the page received.</summary>
    public BrowserTranscript Transcript { get; }

    /// <summary>Opens a blank page and records it from its first request.</summary>
    public static async Task<UserSession> StartAsync(IBrowserContext context, string screenshotPrefix)
    {
        var page = await context.NewPageAsync();
        return new UserSession(context, page, await BrowserTranscript.RecordAsync(page), screenshotPrefix);
    }

    /// <summary>Keeps what the page shows as <c>artifacts/test/screenshots/PREFIX-NN-STAGE.png</c>.</summary>
    public Task ShotAsync(string stage) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Artifacts("screenshots"), $"{_screenshotPrefix}-{++_stage:00}-{stage}.png"),
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
