using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A whole mail half on loopback before a recording inner server, and policies for it.</summary>
internal sealed class HalfRig : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private SmtpHalf? _half;

    public HalfRig(InnerServer? inner = null)
    {
        Inner = inner ?? InnerServer.Start();
        Route = RelayRig.Connector(Inner) with { Domains = [new DomainPattern("example.com")] };
    }

    public InnerServer Inner { get; }

    /// <summary>The send connector to the inner server.</summary>
    public SendConnector Route { get; set; }

    public RecordSink Records { get; } = new();

    public RecordingLogger Log { get; } = new();

    public string StateDirectory => _directory["state"];

    public SmtpHalf Half => _half!;

    public static ReceiveConnector Connector(string name, string endPoint = "127.0.0.1:0", bool implicitTls = false) => new()
    {
        Name = name,
        Location = new SourceLocation("policy.yaml", 7, 5),
        EndPoints = [new ReceiveEndPoint(IPEndPoint.Parse(endPoint), implicitTls)],
        Fqdn = ReceiveRig.Fqdn,
        Tarpit = TimeSpan.Zero,
    };

    public string Write(string name, string text)
    {
        var path = _directory[name];
        File.WriteAllText(path, text);
        return path;
    }

    public PublisherPolicy Policy(params ReceiveConnector[] connectors) => new()
    {
        Revision = "0123456789ab",
        Server = new ServerPolicy("EDGE01", StateDirectory),
        Operations = new OperationsPolicy(null, null),
        Logging = new LoggingPolicy(null, FrozenSet<string>.Empty),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
        Mail = connectors.Length == 0 ? null : new MailPolicy
        {
            AcceptedDomains = [new AcceptedDomain(new DomainPattern("example.com"), AcceptedDomainType.Authoritative)],
            ReceiveConnectors = [.. connectors],
            SendConnectors = [Route],
            SmtpFilter = SmtpFilterPolicy.Default,
        },
    };

    public async Task StartAsync(PublisherPolicy policy) => _half = await SmtpHalf.StartAsync(
        policy, new SmtpHalfOptions { Loggers = Log, RecordSinks = [Records], GreetingPause = TimeSpan.Zero }, CancellationToken.None);

    public Task StartAsync(params ReceiveConnector[] connectors) => StartAsync(Policy(connectors));

    public Task ApplyAsync(params ReceiveConnector[] connectors) => Half.ApplyAsync(Policy(connectors), CancellationToken.None);

    public Task<SmtpClient> ConnectAsync(string connector) => SmtpClient.ConnectAsync(Half.EndPoints.Single(e => e.Connector == connector).Address);

    public async Task TalkAsync(string connector, string dialog)
    {
        await using var client = await ConnectAsync(connector);
        await client.TalkAsync(dialog);
    }

    public Task StopAsync()
    {
        var stopped = Half.DisposeAsync().AsTask();
        _half = null;
        return stopped;
    }

    public async ValueTask DisposeAsync()
    {
        if (_half is not null)
        {
            await _half.DisposeAsync();
        }

        await Inner.DisposeAsync();
        _directory.Dispose();
    }
}
