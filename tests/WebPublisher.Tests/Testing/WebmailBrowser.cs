using System.Net;
using System.Text.RegularExpressions;

namespace WebPublisher.Tests.Testing;

/// <summary>Uses the demo's webmail as a browser does: keeps cookies, follows redirects by hand, sends forms with their tokens.</summary>
public sealed class WebmailBrowser : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="site">Where the webmail is reached.</param>
    /// <param name="handler">Decides what is trusted; cookies and redirects are set up here.</param>
    public WebmailBrowser(Uri site, SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.CookieContainer = Cookies;
        _client = new HttpClient(handler) { BaseAddress = site };
    }

    public CookieContainer Cookies { get; } = new();

    public HttpResponseMessage Last { get; private set; } = new();

    public string Page { get; private set; } = "";

    public async Task<string> OpenAsync(string path) => await TakeAsync(await _client.GetAsync(path));

    public async Task<string> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = Regex.Match(Page, "name=\"token\" value=\"([0-9a-f]+)\"").Groups[1].Value;
        return await SubmitWithoutTokenAsync(path, [("token", token), .. fields]);
    }

    public async Task<string> SubmitWithoutTokenAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

        // A server that refuses a body closes the connection under it, and the client may lose its answer: ask before sending.
        request.Headers.ExpectContinue = true;
        return await TakeAsync(await _client.SendAsync(request));
    }

    public async Task<string> LogInAsync(string user, string password)
    {
        await OpenAsync("/mail/login");
        await SubmitAsync("/mail/login", ("user", user), ("password", password));
        return await FollowAsync();
    }

    /// <summary>Goes where the last answer redirected to, at this site.</summary>
    public async Task<string> FollowAsync() => await OpenAsync(Last.Headers.Location!.PathAndQuery);

    public void Dispose()
    {
        Last.Dispose();
        _client.Dispose();
    }

    private async Task<string> TakeAsync(HttpResponseMessage response)
    {
        Last.Dispose();
        Last = response;
        return Page = await response.Content.ReadAsStringAsync();
    }
}
