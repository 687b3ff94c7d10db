using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Receive;

/// <summary>One end point of a receive connector with all that its sessions need of the policy, made once and captured by each session when it begins.</summary>
public sealed class ReceiveBinding
{
    private readonly ReservedFields _reserved;

    /// <summary>Prepares an end point.</summary>
    /// <param name="policy">The policy the connector is from.</param>
    /// <param name="connector">The connector.</param>
    /// <param name="endPoint">One of its end points.</param>
    /// <param name="tls">Speaks TLS with the connector's certificates; null if it has none.</param>
    /// <param name="credentials">Verifies logons; null if the connector offers none.</param>
    /// <param name="agents">The agents of the policy; null if it has none.</param>
    /// <exception cref="ArgumentException">The connector's name is no domain, or TLS is required and cannot be had.</exception>
    internal ReceiveBinding(
        MailPolicy policy, ReceiveConnector connector, ReceiveEndPoint endPoint, TlsUpgrader? tls, CredentialVerifier? credentials, AgentPipeline? agents)
    {
        Server = MailDomain.TryParse(connector.Fqdn, out var server, out var reason)
            ? server
            : throw new ArgumentException($"'{connector.Fqdn}' is no name for a server: {reason}.", nameof(connector));
        if (tls is null && (endPoint.ImplicitTls || connector.RequireTls))
        {
            throw new ArgumentException($"The receive connector '{connector.Name}' needs TLS and has none.", nameof(tls));
        }

        Connector = connector;
        EndPoint = endPoint;
        Tls = tls;
        Credentials = credentials;
        Agents = agents;
        Filter = new CommandFilter(policy.SmtpFilter);
        Relay = new RelayControl(policy, connector);
        _reserved = new ReservedFields(new OwnServices(policy).Contains);
        Banner = connector.Banner is null ? SmtpReplies.Banner(connector.Fqdn) : SmtpReply.Create(220, $"{connector.Fqdn} {connector.Banner}");
    }

    /// <summary>The connector.</summary>
    public ReceiveConnector Connector { get; }

    /// <summary>The end point.</summary>
    public ReceiveEndPoint EndPoint { get; }

    internal MailDomain Server { get; }

    internal TlsUpgrader? Tls { get; }

    internal CredentialVerifier? Credentials { get; }

    internal AgentPipeline? Agents { get; }

    internal CommandFilter Filter { get; }

    internal RelayControl Relay { get; }

    internal SmtpReply Banner { get; }

    /// <summary>Whether its clients are strangers, who are made to wait for the greeting.</summary>
    internal bool IsForStrangers => !EndPoint.ImplicitTls && !Connector.Authentication.Required && Connector.Relay != RelayGrant.Always;

    /// <summary>The header fields that a message does not take along to <paramref name="route"/>; null when it may keep all.</summary>
    internal ReservedFields? Reserved(SendConnector route) => Connector.HeaderFirewall ? _reserved : route.HeaderFirewall ? ReservedFields.OfOrganization : null;

    /// <summary>What content may be, given the largest message that was announced.</summary>
    internal ContentLimits ContentLimits(long maximumSize) => new()
    {
        MaximumSize = maximumSize,
        MaximumHeader = Connector.Limits.HeaderSize,
        MaximumHops = Connector.Limits.Hops,
    };
}
