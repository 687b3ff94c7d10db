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

    /// <summary>Has the page ask as its own scripts do, with its cookies and its token against forged requests; what the site answers to a body it is sent must be below 400.</summary>
    /// <param name="address">Relative to the page, or from the root.</param>
    /// <param name="body">What to send by POST, or null to ask by GET.</param>
    /// <param name="contentType">What it is.</param>
    public async Task AskAsync(string address, string? body = null, string contentType = "application/x-www-form-urlencoded; charset=UTF-8")
    {
        var status = await Page.EvaluateAsync<int>(
            """
            async ([address, body, type]) => {
              const token = decodeURIComponent((document.cookie.match(/XSRF-TOKEN=([^;]*)/) || ['', ''])[1]);
              const headers = { 'X-Requested-With': 'XMLHttpRequest', 'X-XSRF-TOKEN': token, 'X-Roundcube-Request': window.rcmail ? rcmail.env.request_token : '' };
              if (body !== null) headers['Content-Type'] = type;
              const answer = await fetch(address, { method: body === null ? 'GET' : 'POST', credentials: 'include', headers, body });
              return answer.status;
            }
            """,
            new[] { address, body, contentType });
        if (status >= 400)
        {
            throw new InvalidOperationException($"{status} {address}");
        }
    }

    /// <summary>Keeps what the page shows as <c>artifacts/test/screenshots/PREFIX-NN-STAGE.png</c>.</summary>
    public Task ShotAsync(string stage) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Artifacts("screenshots"), $"{_screenshotPrefix}-{++_stage:00}-{stage}.png"),
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
