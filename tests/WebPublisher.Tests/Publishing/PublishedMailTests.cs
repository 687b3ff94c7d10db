using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Certificates;
using WebPublisher.Policy.Reload;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Tests.Testing;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Tests.Publishing;

// One process has one set of meters: the metrics of two publishers are not told apart.
[Collection("activities")]
public sealed class PublishedMailTests : IAsyncLifetime
{
    private const string Inner = "mbx.inside.example";
    private const string Verified = $"certificate: {{ name: {Inner}, trustedRoots: [inner] }}";
    private const string Greeting = "S: 220 mail.example.com\nC: HELO client.example\nS: 250\n";
    private const string Message = "C: MAIL FROM:<ann@example.org>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: hello\nC: \nC: text\nC: .\nS: 250 2.0.0\n";
    private const string Farewell = "C: QUIT\nS: 221\nS: (closed)";

    private readonly TemporaryDirectory _directory = new();
    private InnerServer _inner = null!;

    public Task InitializeAsync()
    {
        var certificates = _directory.PathOf("certs");
        new DevelopmentCertificates(TimeProvider.System).Write(certificates, ["mail.example.com"], [Inner], force: false);
        _inner = InnerServer.Start(X509Certificate2.CreateFromPemFile(Path.Combine(certificates, "front-end.pem"), Path.Combine(certificates, "front-end.key")));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _inner.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_message_passes_to_the_inner_server_over_verified_tls()
    {
        await using var publisher = await StartAsync(Mail("internet"));

        await using var client = await ConnectAsync(publisher, "internet");
        await client.TalkAsync(Greeting + "C: STARTTLS\nS: 220\nC: (tls)\nC: HELO client.example\nS: 250\n" + Message + Farewell);

        Assert.EndsWith("Subject: hello\r\n\r\ntext\r\n", Encoding.Latin1.GetString(Assert.Single(_inner.Messages)), StringComparison.Ordinal);
        Assert.Contains(_inner.Sessions, session => session.Lines.Contains("STARTTLS"));
    }

    [Fact]
    public async Task Connectors_come_and_go_with_the_policy_and_sessions_of_others_stay()
    {
        await using var publisher = await StartAsync(Mail("kept", "old"));
        await using var kept = await ConnectAsync(publisher, "kept");
        await using var old = await ConnectAsync(publisher, "old");
        await kept.TalkAsync(Greeting);
        await old.TalkAsync(Greeting);

        await ReloadAsync(publisher, Mail("kept", "new"));

        await old.TalkAsync("S: 421 4.3.2\nS: (closed)");
        await using var fresh = await ConnectAsync(publisher, "new");
        await fresh.TalkAsync(Greeting + Farewell);
        await kept.TalkAsync(Message + Farewell);
        Assert.Equal(["kept", "new"], publisher.MailEndPoints.Select(e => e.Connector).Order());
    }

    [Fact]
    public async Task A_policy_may_gain_mail_and_lose_it_again()
    {
        await using var publisher = await StartAsync(Site);
        Assert.Empty(publisher.MailEndPoints);

        await ReloadAsync(publisher, Site + Sections("internet"));
        await using (var client = await ConnectAsync(publisher, "internet"))
        {
            await client.TalkAsync(Greeting + Message + Farewell);
        }

        await ReloadAsync(publisher, Site);
        Assert.Empty(publisher.MailEndPoints);
        Assert.True(publisher.EndPoints.ContainsKey("plain"));
    }

    [Fact]
    public async Task A_policy_may_gain_sites()
    {
        await using var publisher = await StartAsync(Mail("internet"));
        Assert.Empty(publisher.EndPoints);

        await ReloadAsync(publisher, Site + Sections("internet"));

        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await web.GetAsync($"http://{publisher.EndPoints["plain"]}/");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_served_leaves_the_one_before_in_force()
    {
        using var taken = Taken();
        await using var publisher = await StartAsync(Mail("internet"));
        var before = publisher.Policy.Revision;
        Write(Site + Sections("internet") + Connector("broken", taken.LocalEndpoint.ToString()!));

        var record = await publisher.ReloadAsync();

        Assert.Equal(ReloadOutcome.Failed, record.Outcome);
        Assert.Contains($"receive connector 'broken' cannot listen on {taken.LocalEndpoint}: something else listens there already.", record.Message, StringComparison.Ordinal);
        Assert.Equal(before, publisher.Policy.Revision);
        Assert.Empty(publisher.EndPoints);
        await using var client = await ConnectAsync(publisher, "internet");
        await client.TalkAsync(Greeting + Message + Farewell);
    }

    [Fact]
    public async Task An_address_that_is_taken_at_start_is_named()
    {
        using var taken = Taken();

        var error = await Assert.ThrowsAsync<EndPointBindException>(() => StartAsync(Mail() + Connector("internet", taken.LocalEndpoint.ToString()!)));

        Assert.Contains($"receive connector 'internet' cannot listen on {taken.LocalEndpoint}: something else listens there already.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PublisherParts.Web)]
    [InlineData(PublisherParts.Smtp)]
    public async Task One_half_alone_leaves_the_other_unbound(PublisherParts parts)
    {
        await using var publisher = await StartAsync(Site + Sections("internet"), parts);

        Assert.Equal(parts == PublisherParts.Web, publisher.EndPoints.Count == 1);
        Assert.Equal(parts == PublisherParts.Smtp, publisher.MailEndPoints.Length == 1);
    }

    [Fact]
    public async Task The_start_report_names_connectors_and_warns_of_mail_in_clear()
    {
        var log = new RecordedLog<Publisher>();
        using var loggers = new OneLog(log);
        await using var publisher = await StartAsync(Mail("internet").Replace(Verified, "tls: off", StringComparison.Ordinal), loggers: loggers);

        var said = log.Entries.ToArray();
        Assert.Contains(said, e => e.Text == "Receive connector 'internet': listens on 127.0.0.1:0 tls=offered auth=none relay=never");
        Assert.Contains(said, e => e.Text == $"Send connector 'hub': carries example.com to {_inner.Server.Authority} tls=off");
        Assert.Contains(said, e => e.Level == LogLevel.Warning && e.Text.Contains("tls: off sends mail in clear", StringComparison.Ordinal));
    }

    private const string Head = """
        version: 1
        server: { fqdn: mail.example.com, stateDirectory: state }
        operations: { listen: off }

        """;

    private const string Site = Head + """
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        publishingRules: [{ name: All, action: redirect, requireSecureChannel: false, redirect: { to: "https://elsewhere.example/" } }]

        """;

    private static TcpListener Taken()
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return taken;
    }

    private static string Connector(string name, string endPoint = "127.0.0.1:0") => $"  - {{ name: {name}, listen: [\"{endPoint}\"], certificate: mail }}\n";

    private static Task<SmtpClient> ConnectAsync(Publisher publisher, string connector) =>
        SmtpClient.ConnectAsync(publisher.MailEndPoints.Single(e => e.Connector == connector).Address);

    private string Mail(params string[] connectors) => Head + Sections(connectors);

    private string Sections(params string[] connectors) => $$"""
        certificates: { mail: { chain: certs/public.pem, key: certs/public.key } }
        trustedRoots: { inner: certs/inner-ca.pem }
        acceptedDomains: [{ name: example.com }]
        sendConnectors:
          - { name: hub, domains: [example.com], servers: ["{{_inner.Server.Authority}}"], {{Verified}} }
        receiveConnectors:

        """ + string.Concat(connectors.Select(name => Connector(name)));

    private string Write(string policy) => _directory.Write("policy.yaml", policy);

    private async Task ReloadAsync(Publisher publisher, string policy)
    {
        Write(policy);
        var record = await publisher.ReloadAsync();
        Assert.True(record.Outcome is ReloadOutcome.Applied, $"{record.Outcome}: {record.Message}");
    }

    private Task<Publisher> StartAsync(string policy, PublisherParts parts = PublisherParts.All, ILoggerFactory? loggers = null) => Publisher.StartAsync(
        new PublisherOptions { Policy = Write(policy), Parts = parts, Loggers = loggers ?? NullLoggerFactory.Instance, CheckNames = false }, CancellationToken.None);

    private sealed class OneLog(ILogger log) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
