using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace WebPublisher.EndToEnd.Tests.Browsers;

/// <summary>
/// Everything a page received. Each response is held by the browser's own debugging protocol (Fetch domain) until its body has been read, because a
/// body that is asked for later may be gone with the page that it belonged to. That domain hides Set-Cookie: header fields as they came over the wire are
/// taken from the Network domain besides.
/// </summary>
internal sealed class BrowserTranscript
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly ConcurrentQueue<(string Url, IReadOnlyList<KeyValuePair<string, string>> Headers)> _wire = new();
    private readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly ICDPSession _session;

    private BrowserTranscript(ICDPSession session) => _session = session;

    /// <summary>What was received so far. Throws when recording a response has failed: a gap would make a search for leaks worthless.</summary>
    public IReadOnlyList<Exchange> Exchanges => _faults.IsEmpty ? [.. _exchanges] : throw new AggregateException(_faults);

    /// <summary>Begins to record a page.</summary>
    public static async Task<BrowserTranscript> RecordAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var transcript = new BrowserTranscript(session);
        session.Event("Fetch.requestPaused").OnEvent += (_, paused) => _ = transcript.TakeAsync(paused!.Value);
        session.Event("Network.requestWillBeSent").OnEvent += (_, request) => transcript.NoteUrl(request!.Value);
        session.Event("Network.responseReceivedExtraInfo").OnEvent += (_, response) => transcript.TakeHeaders(response!.Value);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Fetch.enable", new Dictionary<string, object>
        {
            ["patterns"] = new[] { new { urlPattern = "*", requestStage = "Response" } },
        });
        return transcript;
    }

    /// <summary>Each place, as <c>URL: where: text around</c>, in which one of these texts was received, in any case of letters.</summary>
    public IReadOnlyList<string> Find(IReadOnlyCollection<string> texts)
    {
        var places = Exchanges
            .SelectMany(exchange => exchange.Headers.Select(field => (Where: $"{exchange.Url}: header {field.Key}", Text: field.Value))
                .Append(($"{exchange.Url}: body", Encoding.Latin1.GetString(exchange.Body))))
            .Concat(_wire.SelectMany(response => response.Headers.Select(field => ($"{response.Url}: header {field.Key}", field.Value))));
        List<string> found = [];
        foreach (var (where, content) in places)
        {
            foreach (var text in texts)
            {
                var index = content.IndexOf(text, StringComparison.OrdinalIgnoreCase);
                if (index >= 0)
                {
                    found.Add($"{where}: ...{content[Math.Max(0, index - 40)..Math.Min(content.Length, index + 80)]}...");
                }
            }
        }

        return found;
    }

    private void NoteUrl(JsonElement sent) =>
        _urls[sent.GetProperty("requestId").GetString()!] = sent.GetProperty("request").GetProperty("url").GetString()!;

    private void TakeHeaders(JsonElement received)
    {
        var url = _urls.GetValueOrDefault(received.GetProperty("requestId").GetString()!, "?");

        // Repeated fields arrive as one value of several lines.
        _wire.Enqueue((url, [.. received.GetProperty("headers").EnumerateObject()
            .SelectMany(field => field.Value.GetString()!.Split('\n').Select(value => KeyValuePair.Create(field.Name, value)))]));
    }

    private async Task TakeAsync(JsonElement paused)
    {
        var id = paused.GetProperty("requestId").GetString()!;
        try
        {
            // Without a status the request has failed: there is no response to look at.
            if (paused.TryGetProperty("responseStatusCode", out var status))
            {
                var request = paused.GetProperty("request");
                var headers = paused.GetProperty("responseHeaders").EnumerateArray()
                    .Select(field => KeyValuePair.Create(field.GetProperty("name").GetString()!, field.GetProperty("value").GetString()!)).ToArray();
                var body = IsRedirect(status.GetInt32(), headers) ? [] : await BodyAsync(id);
                _exchanges.Enqueue(new Exchange(
                    request.GetProperty("method").GetString()!, request.GetProperty("url").GetString()!, status.GetInt32(), headers, body));
            }
        }
        catch (PlaywrightException exception)
        {
            // The request was cancelled by the page while it was held; the browser has not shown any of it.
            if (!exception.Message.Contains("Invalid InterceptionId", StringComparison.Ordinal))
            {
                _faults.Enqueue(exception);
            }
        }
        finally
        {
            await ContinueAsync(id);
        }
    }

    // The browser does not keep the body of a redirect that it follows.
    private static bool IsRedirect(int status, KeyValuePair<string, string>[] headers) =>
        status is 301 or 302 or 303 or 307 or 308 && headers.Any(field => string.Equals(field.Key, "location", StringComparison.OrdinalIgnoreCase));

    private async Task<byte[]> BodyAsync(string id)
    {
        var answer = await _session.SendAsync("Fetch.getResponseBody", new Dictionary<string, object> { ["requestId"] = id });
        var body = answer!.Value.GetProperty("body").GetString()!;
        return answer.Value.GetProperty("base64Encoded").GetBoolean() ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
    }

    private async Task ContinueAsync(string id)
    {
        try
        {
            await _session.SendAsync("Fetch.continueRequest", new Dictionary<string, object> { ["requestId"] = id });
        }
        catch (PlaywrightException)
        {
            // Cancelled meanwhile, or the page is closed: nothing is left to continue.
        }
    }
}
