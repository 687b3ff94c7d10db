using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>receiveConnectors</c>.</summary>
/// <param name="policy">The policy it stands in.</param>
/// <param name="context">The load.</param>
internal sealed class ReceiveConnectorCompiler(PolicyDocument policy, CompilationContext context)
{
    private readonly ConnectorSurroundings _surroundings = new(policy, context.Diagnostics);

    /// <summary>Compiles and declares every connector; those with errors are left out.</summary>
    public ImmutableArray<ReceiveConnector> Compile()
    {
        var connectors = ImmutableArray.CreateBuilder<ReceiveConnector>();
        foreach (var document in policy.ReceiveConnectors)
        {
            var connector = Compile(document);
            if (document.Name is { } name)
            {
                context.ReceiveConnectors.Declare(name, connector);
            }

            if (connector is not null)
            {
                connectors.Add(connector);
            }
        }

        return connectors.ToImmutable();
    }

    private ReceiveConnector? Compile(ReceiveConnectorDocument document)
    {
        // Everything is looked at before anything is given up, so that all errors are reported and nothing counts as unused by mistake.
        var endPoints = ReceiveEndPoints.Compile(document, context);
        var fqdn = _surroundings.Fqdn(document.Fqdn, document.Has(nameof(document.Fqdn)), document.Start);
        var certificates = ReceiveCertificates.Compile(document, fqdn, context);
        var clients = Clients(document);
        var authentication = new ReceiveAuthenticationCompiler(context).Compile(document);
        var limits = ReceiveLimitsCompiler.Compile(document.Limits, context.Diagnostics);
        var log = _surroundings.WritesLog(document.ProtocolLog);
        CheckBanner(document, fqdn);
        CheckLoadBalancers(document);
        CheckRelay(document, clients);
        CheckHeaderFirewall(document, clients);

        // Lost networks or clients would let in whom nobody named.
        var lost = document.Has(nameof(document.ProxyProtocolFrom)) != (document.ProxyProtocolFrom.Count > 0)
            || (NamesClients(document) && clients is null)
            || (document.Has(nameof(document.RemoteAddresses)) && document.RemoteAddresses is null);
        if (lost || document.Name is not { } name || endPoints.IsEmpty || fqdn is null || certificates is null || authentication is null)
        {
            return null;
        }

        var usual = new ReceiveConnector
        {
            Name = name.Value,
            Location = document.Start,
            EndPoints = endPoints,
            RemoteAddresses = clients,
            ProxyProtocolFrom = [.. document.ProxyProtocolFrom.Select(n => n.Value)],
            Fqdn = fqdn,
            Banner = document.Banner?.Value,
            Certificates = [.. certificates],
            Tls = TlsCompiler.Compile(document.Tls),
            RequireTls = document.Tls?.Required?.Value ?? false,
            Authentication = authentication,
            Limits = limits,
            ProtocolLog = log,
        };
        return usual with
        {
            Relay = document.Relay?.Value ?? usual.Relay,
            HeaderFirewall = document.HeaderFirewall?.Value ?? usual.HeaderFirewall,
            Tarpit = document.Tarpit?.Value ?? usual.Tarpit,
        };
    }

    private static bool NamesClients(ReceiveConnectorDocument document) => document.RemoteAddresses is { } set && set.Value != ClientAddressSetCompiler.Any;

    private ClientAddressSet? Clients(ReceiveConnectorDocument document) =>
        NamesClients(document) ? context.ClientAddressSets.Resolve(document.RemoteAddresses!.Value) : null;

    // The first line of a session has at most 512 bytes (RFC 5321 section 4.5.3.1.5).
    private void CheckBanner(ReceiveConnectorDocument document, string? fqdn)
    {
        if (document.Banner is not { } banner)
        {
            return;
        }

        if (banner.Value.Any(c => c is < ' ' or > '~') || banner.Value.Trim() != banner.Value)
        {
            context.Diagnostics.Error(banner.Location, "a banner has visible ASCII characters, and no space at either end");
        }
        else if ($"220 {fqdn} {banner.Value}\r\n".Length > 512)
        {
            context.Diagnostics.Error(banner.Location, "the banner is too long; with the connector's name it has at most 512 bytes");
        }
    }

    private void CheckLoadBalancers(ReceiveConnectorDocument document)
    {
        foreach (var everybody in document.ProxyProtocolFrom.Where(n => n.Value.PrefixLength == 0))
        {
            context.Diagnostics.Error(everybody.Location, "whoever may speak the PROXY protocol chooses the address it is judged by; list your load balancers alone");
        }
    }

    private void CheckRelay(ReceiveConnectorDocument document, ClientAddressSet? clients)
    {
        if (document.Relay is not { } relay)
        {
            return;
        }

        var authIsReadable = document.Auth.HasValue == document.Has(nameof(document.Auth));
        if (relay.Value == RelayGrant.Authenticated && authIsReadable && document.Auth is null or { Value: ReceiveAuthWord.None })
        {
            context.Diagnostics.Error(relay.Location, "relay: authenticated grants nothing to clients that cannot log on; add auth: basicOverTls");
        }

        if (relay.Value != RelayGrant.Always || (document.Has(nameof(document.RemoteAddresses)) && document.RemoteAddresses is null))
        {
            return;
        }

        if (!NamesClients(document))
        {
            context.Diagnostics.Error(
                relay.Location, "relay: always for any client is an open relay; name the client address set of your own servers in 'remoteAddresses'");
        }
        else if (clients?.Networks.Any(n => n.PrefixLength == 0) ?? false)
        {
            context.Diagnostics.Error(
                relay.Location, $"relay: always for client address set {Quoted.Text(clients.Name)}, which holds every address, is an open relay");
        }
    }

    private void CheckHeaderFirewall(ReceiveConnectorDocument document, ClientAddressSet? clients)
    {
        if (document.HeaderFirewall is not { Value: false } off || (document.Has(nameof(document.RemoteAddresses)) && document.RemoteAddresses is null))
        {
            return;
        }

        if (!NamesClients(document))
        {
            context.Diagnostics.Error(
                off.Location, "headerFirewall: false for any client lets strangers speak as your own servers; name the client address set of these servers in 'remoteAddresses'");
        }
        else if (clients?.Networks.Any(n => n.PrefixLength == 0) ?? false)
        {
            context.Diagnostics.Error(
                off.Location, $"headerFirewall: false for client address set {Quoted.Text(clients.Name)}, which holds every address, lets strangers speak as your own servers");
        }
    }
}
