using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Listeners.Tls;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests;

/// <summary>The whole way: a client, TLS, the publisher, TLS, a web site.</summary>
public sealed class WebHalfTests : IDisposable
{
    private const string Host = "mail.nwtraders.example";

    private readonly TestAuthority _outer = TestAuthority.Create("Outer CA");
    private readonly TestAuthority _inner = TestAuthority.Create("Inner CA");
    private readonly ListenerRig.KeptRecords _records = new();

    public static TheoryData<string, string> Protocols => new() { { "1.1", "GET" }, { "1.1", "POST" }, { "1.1", "HEAD" }, { "2.0", "GET" }, { "2.0", "POST" }, { "2.0", "HEAD" } };

    public void Dispose()
    {
        _outer.Dispose();
        _inner.Dispose();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_published_site_answers_through_both_legs(string version, string method)
    {
        await using var site = await SiteAsync();
        await using var half = await StartAsync(Policy("1", site, "/owa/*"));
        using var client = TlsTerminationTests.HttpClientFor();
        var sent = RandomNumberGenerator.GetBytes(300_000);
        using var request = Request(half, method, "/owa/a%20b?x=%2F", Version.Parse(version));
        request.Content = method == "POST" ? new ByteArrayContent(sent) : null;

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Version.Parse(version), response.Version);
        var received = await response.Content.ReadAsByteArrayAsync();
        switch (method)
        {
            case "POST":
                Assert.Equal(sent, received);
                break;
            case "HEAD":
                Assert.Empty(received);
                Assert.Equal("HEAD /owa/a%20b".Length, response.Content.Headers.ContentLength);
                break;
            default:
                Assert.Equal("GET /owa/a%20b"u8.ToArray(), received);
                break;
        }

        Assert.Equal($"https {method} {Host} /owa/a%20b?x=%2F", Assert.Single(site.Requests));
        var record = await _records.NextAsync();
        Assert.Equal(PublishingDecision.Forwarded, record.Decision);
        Assert.Equal(200, record.Status);
        Assert.Equal(site.Authority, record.FrontEnd);
    }

    [Fact]
    public async Task An_unpublished_path_never_reaches_the_site()
    {
        await using var site = await SiteAsync();
        await using var half = await StartAsync(Policy("1", site, "/owa/*"));
        using var client = TlsTerminationTests.HttpClientFor();
        using var request = Request(half, "GET", "/ecp/", HttpVersion.Version11);

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task A_new_policy_reaches_connections_that_are_open()
    {
        await using var site = await SiteAsync();
        var policy = Policy("1", site, "/owa/*");
        await using var half = await StartAsync(policy);
        using var client = TlsTerminationTests.HttpClientFor();

        async Task<HttpStatusCode> AskAsync()
        {
            using var request = Request(half, "GET", "/owa/", HttpVersion.Version20);
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        await half.ApplyAsync(Policy("2", site, "/mail/*", policy.Web.Listeners[0]), CancellationToken.None);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync());
    }

    [Fact]
    public async Task A_policy_that_cannot_be_bound_leaves_the_one_before_in_force()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var site = await SiteAsync();
        var policy = Policy("1", site, "/owa/*");
        await using var half = await StartAsync(policy);
        var broken = Policy("2", site, "/mail/*", policy.Web.Listeners[0], TestPolicy.Listener("broken", ListenerProtocol.Http, taken.LocalEndpoint.ToString()!));

        await Assert.ThrowsAsync<EndPointBindException>(() => half.ApplyAsync(broken, CancellationToken.None));

        using var client = TlsTerminationTests.HttpClientFor();
        using var request = Request(half, "GET", "/owa/", HttpVersion.Version11);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1", (await _records.NextAsync()).PolicyRevision);
    }

    [Fact]
    public async Task A_first_policy_that_cannot_be_bound_leaves_nothing_running()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var site = await SiteAsync();

        var error = await Assert.ThrowsAsync<EndPointBindException>(() =>
            StartAsync(Policy("1", site, "/owa/*", TestPolicy.Listener("broken", ListenerProtocol.Http, taken.LocalEndpoint.ToString()!))));

        Assert.Equal(taken.LocalEndpoint, error.EndPoint);
    }

    [Fact]
    public async Task Policies_change_under_load_without_a_failed_request()
    {
        await using var site = await SiteAsync();
        var first = Policy("0", site, "/owa/*");
        var listener = first.Web.Listeners[0];
        await using var half = await StartAsync(first);
        using var stop = new CancellationTokenSource();
        using var answered = new SemaphoreSlim(0);

        async Task LoadAsync(Version version)
        {
            using var client = TlsTerminationTests.HttpClientFor();
            while (!stop.IsCancellationRequested)
            {
                using var request = Request(half, "GET", "/owa/", version);
                using var response = await client.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                answered.Release();
            }
        }

        var load = Task.WhenAll(new[] { HttpVersion.Version11, HttpVersion.Version20, HttpVersion.Version20 }.Select(version => Task.Run(() => LoadAsync(version))));
        for (var i = 1; i <= 50; i++)
        {
            await Task.WhenAny(answered.WaitAsync(), load);
            await half.ApplyAsync(Policy($"{i}", site, "/owa/*", listener), CancellationToken.None);
        }

        await stop.CancelAsync();
        await load;
    }

    private static HttpRequestMessage Request(WebHalf half, string method, string target, Version version) => new(new HttpMethod(method), $"https://{half.EndPoints["https"]}{target}")
    {
        Version = version,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Headers = { Host = Host },
    };

    private Task<WebHalf> StartAsync(PublisherPolicy policy) =>
        WebHalf.StartAsync(policy, new WebHalfOptions { Loggers = NullLoggerFactory.Instance, RecordSinks = [_records] }, CancellationToken.None);

    private Task<FrontEndSite> SiteAsync() => FrontEndSite.StartAsync(_inner.Issue("127.0.0.1"));

    private PublisherPolicy Policy(string revision, FrontEndSite site, string path, params ListenerPolicy[] listeners)
    {
        var farm = TestPolicy.NewFarm(site.Authority) with { Certificate = new FrontEndCertificatePolicy { TrustedRoots = [_inner.Certificate] } };
        return TestPolicy.Publisher(TestPolicy.Publishing(TestPolicy.Rule("OWA", TestPolicy.Publish(farm)) with { Destinations = TestPolicy.Destinations("owa", Host, path) }) with
        {
            Listeners = listeners.Length > 0
                ? [.. listeners]
                : [TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with { Certificates = [TestCertificates.ForListener("c", _outer.Issue(Host))] }],
            FrontEnds = [farm],
        }) with { Revision = revision };
    }
}
