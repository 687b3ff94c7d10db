using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A receive connector on a loopback port, real down to the socket, before a relay and a recording inner server.</summary>
internal sealed class ReceiveRig : IAsyncDisposable
{
    public const string Fqdn = "mail.example.com";

    private readonly RelayRig _relay;
    private readonly WebApplication _host;
    private readonly List<InnerServer> _owned = [];

    private ReceiveRig(RelayRig relay, WebApplication host, RecordSink records)
    {
        _relay = relay;
        _host = host;
        Records = records;
    }

    public RecordSink Records { get; }


    public IPEndPoint EndPoint { get; private set; } = null!;

    public InnerServer Inner { get; private set; } = null!;

    /// <param name="configure">Changes the connector; accepted is example.com, carried by <paramref name="inner"/>.</param>
    /// <param name="inner">The inner server; one that accepts everything by default.</param>
    /// <param name="services">Changes what sessions share.</param>
    /// <param name="certificate">With one, STARTTLS is offered.</param>
    /// <param name="credentials">With one, AUTH is offered.</param>
    /// <param name="policy">Changes the policy around the connector.</param>
    /// <param name="time">The clock.</param>
    /// <param name="implicitTls">Whether TLS comes first.</param>
    public static async Task<ReceiveRig> StartAsync(
        Func<ReceiveConnector, ReceiveConnector>? configure = null,
        InnerServer? inner = null,
        Func<ReceiveServices, ReceiveServices>? services = null,
        X509Certificate2? certificate = null,
        CredentialVerifier? credentials = null,
        Func<MailPolicy, MailPolicy>? policy = null,
        TimeProvider? time = null,
        bool implicitTls = false)
    {
        time ??= TimeProvider.System;
        var relay = new RelayRig(time);
        inner ??= InnerServer.Start();
        var connector = new ReceiveConnector
        {
            Name = $"receive {Guid.NewGuid():N}",
            Location = SourceLocation.BuiltIn,
            EndPoints = [],
            Fqdn = Fqdn,
            Tarpit = TimeSpan.Zero,
        };
        connector = configure?.Invoke(connector) ?? connector;
        var mail = new MailPolicy
        {
            AcceptedDomains = [new AcceptedDomain(new DomainPattern("example.com"), AcceptedDomainType.Authoritative)],
            ReceiveConnectors = [connector],
            SendConnectors = [RelayRig.Connector(inner) with { Domains = [new DomainPattern("example.com")] }],
            SmtpFilter = SmtpFilterPolicy.Default,
        };
        mail = policy?.Invoke(mail) ?? mail;
        var sink = new RecordSink();
        var shared = new ReceiveServices
        {
            Time = time,
            Relay = relay.Relay,
            Spool = relay.Area,
            Quota = new ConnectionQuota(time),
            Lockouts = new LogonLockouts(time, relay.Log),
            Metrics = new SmtpMetrics(),
            Records = [sink],
            Logger = relay.Log,
            GreetingPause = TimeSpan.Zero,
        };
        shared = services?.Invoke(shared) ?? shared;
        var binding = new ReceiveBinding(
            mail, connector, new ReceiveEndPoint(new IPEndPoint(IPAddress.Loopback, 0), implicitTls), certificate is null ? null : TestTls.With(certificate), credentials);
        var handler = new SmtpConnectionHandler(shared);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Run(connection => handler.OnConnectedAsync(connection, binding))));
        var host = builder.Build();
        await host.StartAsync();
        var address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new ReceiveRig(relay, host, sink) { EndPoint = new IPEndPoint(IPAddress.Loopback, address.Port), Inner = inner, _owned = { inner } };
    }

    public Task<SmtpClient> ConnectAsync() => SmtpClient.ConnectAsync(EndPoint);

    /// <summary>Holds a whole dialog on a new connection.</summary>
    public async Task TalkAsync(string dialog)
    {
        await using var client = await ConnectAsync();
        await client.TalkAsync(dialog);
    }

    /// <summary>Begins to stop the host, which asks sessions to end.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (var server in _owned)
        {
            await server.DisposeAsync();
        }

        await _relay.DisposeAsync();
    }
}
