using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Demo;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Demo;

public sealed class WebmailDemoTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private WebmailDemo _demo = null!;
    private Uri _site = null!;

    public async Task InitializeAsync()
    {
        var ports = new DemoPorts(FreePort.Take(0, ""), FreePort.Take(0, ""), FreePort.Take(0, ""), FrontEnd: 0);
        _demo = await WebmailDemo.StartAsync(_directory.Root, ports, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _site = new Uri($"https://localhost:{ports.Https}");
    }

    public async Task DisposeAsync() => await _demo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_browser_logs_in_reads_sends_and_logs_out_by_the_published_name()
    {
        using var alice = Browser();
        await alice.OpenAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, alice.Last.StatusCode);
        Assert.Equal(new Uri(_site, "/mail/"), alice.Last.Headers.Location);
        await alice.OpenAsync("/mail/");
        Assert.Equal(new Uri(_site, "/mail/login"), alice.Last.Headers.Location);

        var inbox = await alice.LogInAsync("alice", "white-rabbit-42");
        Assert.Contains("Lunch on Thursday?", inbox, StringComparison.Ordinal);
        Assert.Contains("the new place by the river", await alice.OpenAsync("/mail/message?id=2"), StringComparison.Ordinal);
        await alice.SubmitAsync("/mail/send", ("to", "bob@adventure-works.example"), ("subject", "Lunch"), ("body", "Yes."));
        Assert.Equal(new Uri(_site, "/mail/?sent=1"), alice.Last.Headers.Location);
        await alice.FollowAsync();
        await alice.SubmitAsync("/mail/logout");
        await alice.OpenAsync("/mail/");
        Assert.Equal(new Uri(_site, "/mail/login"), alice.Last.Headers.Location);

        using var bob = Browser();
        Assert.Contains("Lunch", await bob.LogInAsync("bob", "blue-bicycle-17"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_inner_comes_out()
    {
        using var browser = Browser();
        foreach (var path in new[] { "/", "/mail", "/mail/", "/mail/login", "/mail/none", "/admin/" })
        {
            await browser.OpenAsync(path);
            var told = $"{browser.Last.Headers}{browser.Last.Content.Headers}{browser.Page}";
            Assert.DoesNotContain("corp.internal", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("DemoMail", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($":{_demo.Ports.FrontEnd}", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_front_end_sees_the_published_host_and_only_the_publisher()
    {
        using var browser = Browser();
        await browser.LogInAsync("alice", "white-rabbit-42");

        var page = await browser.OpenAsync("/mail/connection");

        Assert.Contains($"<code>localhost:{_demo.Ports.Https}</code>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">X-Forwarded-For</th><td><code>127.0.0.1</code>", page, StringComparison.Ordinal);
        Assert.Contains("Tls1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_and_unpublished_paths_are_refused()
    {
        using var plain = new HttpClient();
        using var http = await plain.GetAsync($"http://localhost:{_demo.Ports.Http}/mail/");
        Assert.Equal(HttpStatusCode.Forbidden, http.StatusCode);
        Assert.Contains("12211", await http.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var browser = Browser();
        Assert.Contains("12202", await browser.OpenAsync("/admin/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Last.StatusCode);
    }

    [Fact]
    public async Task Its_policy_passes_its_tests_and_its_metrics_are_there()
    {
        var test = await CommandRun.OfAsync("test", "--policy", DemoPolicy.PathIn(_directory.Root));
        Assert.Equal(0, test.Code);

        using var browser = Browser();
        await browser.OpenAsync("/mail/login");
        using var monitoring = new HttpClient();
        Assert.Contains("webpublisher_requests_total", await monitoring.GetStringAsync($"http://127.0.0.1:{_demo.Ports.Operations}/metrics"), StringComparison.Ordinal);
        Assert.Contains("ready", await monitoring.GetStringAsync($"http://127.0.0.1:{_demo.Ports.Operations}/health/ready"), StringComparison.Ordinal);
    }

    // Trusts the demo's public authority and nothing else, as curl --cacert does.
    private WebmailBrowser Browser() => new(_site, new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(_demo.Certificates.Public.AuthorityPath) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });
}
