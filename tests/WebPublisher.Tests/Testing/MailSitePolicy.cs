using WebPublisher.Certificates;

namespace WebPublisher.Tests.Testing;

/// <summary>A small policy with receive connectors of every kind.</summary>
public static class MailSitePolicy
{
    private const string Text = """
        version: 1
        server: { fqdn: mail.example.com }
        operations: { listen: off }
        certificates:
          mail: { chain: certs/public.pem, key: certs/public.key }
        trustedRoots:
          innerCa: certs/inner-ca.pem
        clientAddressSets:
          inner: [10.0.0.0/8]
        acceptedDomains:
          - { name: example.com }
        receiveConnectors:
          - { name: internet, listen: [203.0.113.11:25], certificate: mail, proxyProtocolFrom: [10.9.9.9], limits: { messageSize: 1MB } }
          - { name: submission, listen: [203.0.113.11:587], listenImplicitTls: [203.0.113.11:465], certificate: mail, auth: basicOverTls,
              authenticate: { innerServer: hub, required: true }, relay: authenticated }
          - { name: outbound, listen: [10.0.0.2:25], remoteAddresses: inner, relay: always, tarpit: 0s }
        sendConnectors:
          - { name: hub, domains: [example.com], servers: [10.0.0.5:25, 10.0.0.6:25], certificate: { name: hub.corp.internal, trustedRoots: [innerCa] } }
          - { name: smart host, domains: ["*"], servers: ["smtp.isp.example:465"], tls: implicit }

        """;

    /// <summary>Writes the policy and the certificates it needs.</summary>
    public static string Write(TemporaryDirectory directory, string name)
    {
        var path = directory.Write(name, Text);
        new DevelopmentCertificates(TimeProvider.System).Write(Path.Combine(Path.GetDirectoryName(path)!, "certs"), ["mail.example.com"], ["hub.corp.internal"], force: false);
        return path;
    }
}
