using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Dashboard;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Tests.Dashboard;

public sealed class DashboardEndpointsTests : IAsyncLifetime
{
    private readonly DashboardAssets _assets = DashboardAssets.Read();
    private OperationsServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await OperationsServer.StartAsync(
            new OperationsPolicy(new IPEndPoint(IPAddress.Loopback, 0), null), [.. DashboardEndpoints.All()], TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _client = new HttpClient { BaseAddress = new Uri($"http://{_server.EndPoint}/") };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_run_and_load_what_this_server_has_and_nothing_else()
    {
        using var answer = await _client.GetAsync("/");

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Whatever_the_page_and_its_modules_name_is_there_with_its_type_and_may_be_kept_for_ever()
    {
        var page = await _client.GetStringAsync("/");
        var named = new Queue<Uri>(Regex.Matches(page, "(?:src|href)=\"(?<to>/[^\"]+)\"").Select(reference => new Uri(_client.BaseAddress!, reference.Groups["to"].Value)));
        var seen = new HashSet<Uri>();
        while (named.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }

            using var answer = await _client.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {address}");
            Assert.Equal("max-age=31536000, private, immutable", answer.Headers.CacheControl?.ToString());
            Assert.Equal(
                Path.GetExtension(address.AbsolutePath) switch { ".js" => "text/javascript", ".css" => "text/css", ".svg" => "image/svg+xml", var other => other },
                answer.Content.Headers.ContentType!.MediaType);
            var content = await answer.Content.ReadAsStringAsync();
            foreach (Match import in Regex.Matches(content, "from '(?<to>[^']+)'"))
            {
                named.Enqueue(new Uri(address, import.Groups["to"].Value));
            }
        }

        Assert.Equal(_assets.Files.Length, seen.Count);
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_again_and_files_of_another_release_are_not_there()
    {
        using var first = await _client.GetAsync("/");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await _client.SendAsync(again);
        using var other = await _client.GetAsync("/dashboard/0123456789abcdef/main.js");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    // What the content security policy would stop in the browser, and what it cannot: markup made of strings.
    [Fact]
    public void No_file_holds_inline_code_foreign_addresses_or_markup_made_of_text()
    {
        var texts = _assets.Files.Select(file => (file.Name, file.Content)).Append((Name: "dashboard.html", Content: _assets.Page)).Select(file => (file.Name, Text: Encoding.UTF8.GetString(file.Content.Span)));
        var forbidden = new Regex(
            @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\sstyle=|\son[a-z]+=""|javascript:|<script>|<style|@import|(?<!xmlns=""|NS\(')https?://(?!www\.w3\.org/2000/svg)");

        Assert.Empty(texts.SelectMany(file => forbidden.Matches(file.Text).Select(match => $"{file.Name}: {match.Value}")));
    }
}
