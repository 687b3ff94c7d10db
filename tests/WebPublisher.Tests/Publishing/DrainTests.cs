using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Reload;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Publishing;

// One process has one set of meters and listeners to activities.
[Collection("activities")]
public sealed class DrainTests : IAsyncLifetime
{
    private const string Get = "GET / HTTP/1.1\r\nHost: mail.example.com\r\n\r\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly InnerServer _inner = InnerServer.Start();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _frontEnd = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _frontEnd = builder.Build();
        _frontEnd.Run(async http =>
        {
            if (http.Request.Path == "/slow")
            {
                _arrived.TrySetResult();
                await _answer.Task;
            }

            http.Response.ContentLength = 2;
            await http.Response.WriteAsync("ok");
        });
        await _frontEnd.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _frontEnd.DisposeAsync();
        await _inner.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_is_under_way_is_counted_and_finished_and_then_the_server_is_drained_until_that_is_taken_back()
    {
        await using var publisher = await StartAsync("0s");
        using var control = await ControlAsync();
        using var web = new HttpClient();
        var slow = web.GetAsync($"http://{publisher.EndPoints["plain"]}/slow");
        await _arrived.Task;
        await using var session = await SmtpClient.ConnectAsync(publisher.MailEndPoints[0].Address);
        await session.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@example.org>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(publisher, web));

        Assert.Equal(new DrainStatus("draining", Requests: 1, Sessions: 1), await DrainAsync(control, drain: true, seconds: 0));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), await ReadyAsync(publisher, web));

        var drained = DrainAsync(control, drain: true, seconds: 60);
        _answer.SetResult();
        Assert.Equal("ok", await (await slow).Content.ReadAsStringAsync());
        await session.TalkAsync("C: Subject: hello\nC: \nC: text\nC: .\nS: 250 2.0.0\nS: 421 4.3.2\nS: (closed)");
        Assert.Equal(new DrainStatus("drained", Requests: 0, Sessions: 0), await drained);
        Assert.Single(_inner.Messages);

        // It runs on: a load balancer that has not noticed is served, a mail server goes on to another.
        Assert.True((await web.GetAsync($"http://{publisher.EndPoints["plain"]}/")).Headers.ConnectionClose);
        await using (var late = await SmtpClient.ConnectAsync(publisher.MailEndPoints[0].Address))
        {
            await late.TalkAsync("S: 421 4.3.2\nS: (closed)");
        }

        // The session that was sent away may be counted until its end is seen here too.
        Assert.Equal("running", (await DrainAsync(control, drain: false, seconds: null)).Phase);
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(publisher, web));
        Assert.Null((await web.GetAsync($"http://{publisher.EndPoints["plain"]}/")).Headers.ConnectionClose);
        await using var again = await SmtpClient.ConnectAsync(publisher.MailEndPoints[0].Address);
        await again.TalkAsync("S: 220\nC: QUIT\nS: 221\nS: (closed)");
    }

    [Fact]
    public async Task Within_the_notice_everything_is_served_as_before()
    {
        await using var publisher = await StartAsync("5m");
        using var control = await ControlAsync();
        using var web = new HttpClient();

        Assert.Equal("draining", (await DrainAsync(control, drain: true, seconds: 0)).Phase);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), await ReadyAsync(publisher, web));
        Assert.Null((await web.GetAsync($"http://{publisher.EndPoints["plain"]}/")).Headers.ConnectionClose);
        await using var session = await SmtpClient.ConnectAsync(publisher.MailEndPoints[0].Address);
        await session.TalkAsync("S: 220\nC: QUIT\nS: 221\nS: (closed)");

        // The end of this test is a stop, which would wait as well.
        await DrainAsync(control, drain: false, seconds: null);
        Write("0s");
        Assert.Equal(ReloadOutcome.Applied, (await publisher.ReloadAsync()).Outcome);
    }

    [Fact]
    public async Task A_server_that_stops_lets_go_of_its_clients_in_the_same_way()
    {
        var publisher = await StartAsync("1s");
        using var web = new TcpClient();
        await web.ConnectAsync(publisher.EndPoints["plain"]);
        await using var wire = web.GetStream();
        Assert.DoesNotContain("Connection", await AskAsync(wire), StringComparison.Ordinal);

        var stopped = publisher.DisposeAsync();

        // One request after the other on a connection that is kept, until an answer says that it was the last: none is lost between two.
        string answer;
        do
        {
            answer = await AskAsync(wire);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        }
        while (!answer.Contains("\r\nConnection: close\r\n", StringComparison.Ordinal));
        Assert.Equal(0, await wire.ReadAsync(new byte[1]));
        await stopped;
    }

    [Theory]
    [InlineData("{\"drain\":true,\"seconds\":-1}")]
    [InlineData("{\"drain\":true,\"seconds\":3601}")]
    [InlineData("{\"drain\":\"yes\"}")]
    [InlineData("null")]
    public async Task A_request_to_drain_that_cannot_be_read_changes_nothing(string body)
    {
        await using var publisher = await StartAsync("0s");
        using var control = await ControlAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await control.Http.PostAsync("/api/drain", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var web = new HttpClient();
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(publisher, web));
    }

    private static async Task<string> AskAsync(NetworkStream wire)
    {
        await wire.WriteAsync(Encoding.ASCII.GetBytes(Get));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().EndsWith("\r\n\r\nok", StringComparison.Ordinal))
        {
            var read = await wire.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    private static async Task<(HttpStatusCode Status, string Word)> ReadyAsync(Publisher publisher, HttpClient client)
    {
        using var answer = await client.GetAsync($"http://{publisher.OperationsEndPoint}/health/ready");
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Split('"')[3]);
    }

    private static Task<DrainStatus> DrainAsync(ControlClient control, bool drain, double? seconds) => control.PostAsync(
        "/api/drain", new DrainRequest(drain, seconds), AdministrationJson.Default.DrainRequest, AdministrationJson.Default.DrainStatus, CancellationToken.None);

    private async Task<ControlClient> ControlAsync() =>
        await ControlClient.FindAsync(_directory.PathOf("state"), "all", TimeProvider.System, CancellationToken.None) ?? throw new InvalidOperationException("no socket");

    private Task<Publisher> StartAsync(string notice) =>
        Publisher.StartAsync(new PublisherOptions { Policy = Write(notice), Loggers = NullLoggerFactory.Instance, CheckNames = false }, CancellationToken.None);

    private string Write(string notice) => _directory.Write("policy.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
        version: 1
        server: { fqdn: mail.example.com, stateDirectory: state, drain: { notice: {{notice}} } }
        operations: { listen: 127.0.0.1:0 }
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        frontEnds: { farm: { servers: ["{{new Uri(_frontEnd.Urls.Single()).Authority}}"] } }
        publishingRules: [{ name: Site, action: publish, to: farm, bridging: http, requireSecureChannel: false }]
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: [127.0.0.1:0], tarpit: 0s }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{_inner.Server.Authority}}"], tls: off }]

        """));
}
