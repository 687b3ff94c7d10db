using System.Buffers;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Screening;
using WebPublisher.Smtp.Screening.Http;
using WebPublisher.Smtp.Send;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>Makes of a policy all that its end points serve, before anything of it is in force.</summary>
/// <param name="tls">Answers handshakes.</param>
/// <param name="suites">Who restricts the cipher suites.</param>
/// <param name="memory">Buffers for what is decrypted.</param>
/// <param name="relay">Asks inner servers about passwords.</param>
internal sealed class ReceiveBindings(TlsServer tls, CipherSuiteChoice suites, MemoryPool<byte> memory, Relay relay)
{
    /// <summary>One for each end point of each receive connector and for each screener listener; none when the policy has no mail.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="sessions">What sessions share.</param>
    /// <param name="services">What agents are made with.</param>
    /// <param name="http">Speaks HTTP for screener listeners; null when none of the policy needs that.</param>
    /// <exception cref="ReceiveConnectorException">A connector cannot be served.</exception>
    public IReadOnlyList<ServedEndPoint> Of(PublisherPolicy policy, ReceiveServices sessions, AgentServices services, ScreenServer? http)
    {
        var served = new List<ServedEndPoint>();
        if (policy.Mail is { } mail)
        {
            var handler = new SmtpConnectionHandler(sessions);
            var agents = AgentPipeline.Of(mail, services);
            foreach (var connector in mail.ReceiveConnectors)
            {
                var upgrade = connector.Certificates.IsEmpty ? null : new ConnectorTls(tls, memory, connector, suites);
                var credentials = Credentials(connector);
                served.AddRange(connector.EndPoints.Select(endPoint =>
                    new ReceivingEndPoint(new ReceiveBinding(mail, connector, endPoint, upgrade is null ? null : upgrade.UpgradeAsync, credentials, agents), handler)));
            }

            served.AddRange(mail.ScreenerListeners.Select(listener => Screener(listener, new MessageScreening(mail, listener, agents, sessions), http)));
        }

        return served;
    }

    private ScreenerEndPoint Screener(ScreenerListener listener, MessageScreening screening, ScreenServer? http) => new(
        screening,
        listener.Protocol == ScreenerProtocol.Http ? http : null,
        listener.Certificates.IsEmpty ? null : new ConnectorTls(tls, memory, screening.Connector, suites).UpgradeAsync);

    private CredentialVerifier? Credentials(ReceiveConnector connector)
    {
        if (connector.Authentication.InnerServer is { } inner)
        {
            return new InnerServerVerifier(new RelayAuthenticator(relay), inner);
        }

        try
        {
            return connector.Authentication.PasswordFile is { } file ? PasswordFile.Load(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new ReceiveConnectorException($"{connector.Location}: receive connector '{connector.Name}' cannot verify passwords: {e.Message}", e);
        }
    }
}
