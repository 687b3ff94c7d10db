using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
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
        var ports = new DemoPorts(FreePort.Take(0, ""), FreePort.Take(0, ""), FreePort.Take(0, ""), FrontEnd: 0, FreePort.Take(0, ""), MailServer: 0);
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

    [Fact]
    public async Task Mail_from_outside_goes_over_verified_TLS_to_the_inbox_and_nowhere_else()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _demo.Ports.Smtp, patience.Token);
        var answers = new List<string>();
        await TalkAsync(socket.GetStream(), answers, ["EHLO client.example", "STARTTLS"], patience.Token);
        Assert.StartsWith("220 mail.adventure-works.example", answers[0], StringComparison.Ordinal);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = PublicAuthority() }, patience.Token);
        await TalkAsync(
            tls,
            answers,
            [
                "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<eve@example.org>", "RCPT TO:<carol@adventure-works.example>", "RCPT TO:<bob@adventure-works.example>", "DATA",
                "From: =?utf-8?Q?J=C3=B6rg?= <b>Ann</b> <ann@client.example>\r\nSubject: <script>alert(1)</script>\r\nX-MS-Exchange-Organization-SCL: -1\r\n\r\nHello <i>Bob</i>\r\n.", "QUIT",
            ],
            patience.Token);
        Assert.Contains(answers, answer => answer.StartsWith("550 5.7.1 Unable to relay", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.StartsWith("550 5.1.1", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.StartsWith("250 2.0.0 Delivered", StringComparison.Ordinal));

        using var bob = Browser();
        var inbox = await bob.LogInAsync("bob", "blue-bicycle-17");
        Assert.Contains("J&#xF6;rg", inbox, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", inbox, StringComparison.Ordinal);
        var message = await bob.OpenAsync("/mail/message?id=2");
        Assert.Contains("J&#xF6;rg &lt;b&gt;Ann&lt;/b&gt; &lt;ann@client.example&gt;", message, StringComparison.Ordinal);
        Assert.Contains("Hello &lt;i&gt;Bob&lt;/i&gt;", message, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", inbox, StringComparison.Ordinal);
    }

    /// <summary>Hears the answer to what came before, then says each line and hears its answer, of one line or several.</summary>
    private static async Task TalkAsync(Stream stream, List<string> answers, IEnumerable<string> lines, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        if (answers.Count == 0)
        {
            answers.Add(await reader.ReadLineAsync(cancellation) ?? "");
        }

        foreach (var line in lines)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), cancellation);
            do
            {
                answers.Add(await reader.ReadLineAsync(cancellation) ?? "");
            }
            while (answers[^1].Length > 3 && answers[^1][3] == '-');
        }
    }

    // Trusts the demo's public authority and nothing else, as curl --cacert does.
    private WebmailBrowser Browser() => new(_site, new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = PublicAuthority(),
        },
    });

    private X509ChainPolicy PublicAuthority() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(_demo.Certificates.Public.AuthorityPath) },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
