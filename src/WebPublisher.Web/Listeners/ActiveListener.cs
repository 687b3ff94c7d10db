using System.Collections.Immutable;
using System.Net.Security;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Listeners;

/// <summary>A listener as one policy has it, prepared for new connections. Each connection keeps the one it was accepted under.</summary>
internal sealed class ActiveListener : EndPointService<ActiveListener>
{
    private static readonly ImmutableArray<SslApplicationProtocol> s_applicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    public ActiveListener(PublisherPolicy policy, ListenerPolicy listener, CipherSuiteChoice suites)
        : base(ListenerHost.Kind, listener.Name, listener.EndPoint, listener.Location)
    {
        Policy = policy;
        Listener = listener;
        Tls = listener.Protocol == ListenerProtocol.Https ? new TlsServerOptions(listener.Name, listener.Certificates, listener.Tls, s_applicationProtocols, suites) : null;
        HasTunnels = Tls is not null && policy.Web.Rules.Any(rule =>
            rule.Action is PublishAction { Bridging: BridgingMode.Tunnel } && (rule.Listeners is null || rule.Listeners.Contains(listener.Name)));
    }

    /// <summary>The policy it belongs to.</summary>
    public PublisherPolicy Policy { get; }

    public ListenerPolicy Listener { get; }

    /// <summary>What it offers in a handshake; null for plain HTTP.</summary>
    public TlsServerOptions? Tls { get; }

    public override string Protocol => Listener.Protocol.ToString();

    /// <summary>Whether a ClientHello has to be looked at before it is answered.</summary>
    public bool HasTunnels { get; }

    /// <summary>
    /// Whether connections accepted under <paramref name="earlier"/> may live on under this. Not when the listener changed its name, protocol or TLS policy: a session
    /// agreed under a weaker policy must not outlive it.
    /// </summary>
    public override bool Continues(ActiveListener earlier) =>
        Listener.Name == earlier.Listener.Name && Listener.Protocol == earlier.Listener.Protocol && (Tls is null || Listener.Tls == earlier.Listener.Tls);
}
