using System.Buffers;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Receive.Authentication;
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
    /// <summary>One for each end point of each receive connector; none when the policy has no mail.</summary>
    /// <exception cref="ReceiveConnectorException">A connector cannot be served.</exception>
    public IReadOnlyList<ServedEndPoint> Of(PublisherPolicy policy, SmtpConnectionHandler handler, AgentServices services)
    {
        var served = new List<ServedEndPoint>();
        if (policy.Mail is { } mail)
        {
            var agents = AgentPipeline.Of(mail, services);
            foreach (var connector in mail.ReceiveConnectors)
            {
                var upgrade = connector.Certificates.IsEmpty ? null : new ConnectorTls(tls, memory, connector, suites);
                var credentials = Credentials(connector);
                served.AddRange(connector.EndPoints.Select(endPoint =>
                    new ServedEndPoint(new ReceiveBinding(mail, connector, endPoint, upgrade is null ? null : upgrade.UpgradeAsync, credentials, agents), handler)));
            }
        }

        return served;
    }

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
