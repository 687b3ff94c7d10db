using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebPublisher.Conformance.Product;

namespace WebPublisher.Conformance.Web.Product;

/// <summary>The policy that web cases are written for: some paths of one host are published over TLS, nothing else is, and the publisher marks what it forwards.</summary>
internal sealed class WebProductPolicy : IDisposable
{
    /// <summary>The published host.</summary>
    public const string PublishedName = "mail.example.test";

    /// <summary>The field that the publisher writes into every request.</summary>
    public const string OwnField = "X-Proxy-Mark";

    private const string InnerName = "owa-fe.internal.test";

    private readonly PolicyDirectory _directory = new();

    /// <summary>Makes the certificates.</summary>
    public WebProductPolicy()
    {
        using var authority = new PrivateAuthority();
        InnerCertificate = authority.Issue(InnerName);
        using var published = authority.Issue(PublishedName);
        using var key = published.GetECDsaPrivateKey()!;
        _directory.Write("ca.pem", authority.Pem);
        _directory.Write("mail.pem", $"{published.ExportCertificatePem()}\n{authority.Pem}\n");
        _directory.Write("mail.key", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>What front ends show.</summary>
    public X509Certificate2 InnerCertificate { get; }

    /// <summary>Where the product tells of its health.</summary>
    public int OperationsPort { get; } = FreePort.Next();

    /// <summary>The policy file.</summary>
    public string File => _directory.PathOf("webpublisher.yaml");

    /// <summary>Writes the policy file: a listener, a front end and a rule for each lane.</summary>
    public void Write(ImmutableArray<WebLane> lanes)
    {
        var text = new StringBuilder($$"""
            version: 1
            server: { name: EDGE, fqdn: {{PublishedName}}, stateDirectory: state }
            operations: { listen: 127.0.0.1:{{OperationsPort}} }
            certificates:
              mail: { chain: mail.pem, key: mail.key }
            trustedRoots:
              conformance: ca.pem
            destinationSets:
              mail:
                - host: {{PublishedName}}
                  paths: [/owa/*, /ews/*, /c/*, /resp/*, /ws/*, /mapi/*, /rpc/*, /autodiscover/*, /microsoft-server-activesync/*]

            """);
        text.Append("listeners:\n").AppendJoin("", lanes.Select((lane, i) => $"  - {{ name: lane{i}, address: 127.0.0.1:{lane.Port}, protocol: https, certificates: [mail] }}\n"));
        text.Append("frontEnds:\n").AppendJoin("", lanes.Select((lane, i) => $$"""
              lane{{i}}:
                servers: [127.0.0.1:{{lane.FrontEnd.Port}}]
                certificate: { trustedRoots: [conformance], name: {{InnerName}} }
                resilience: { activityTimeout: 8s }

            """));
        text.Append("publishingRules:\n").AppendJoin("", lanes.Select((_, i) => $$"""
              - name: Mail {{i}}
                listeners: [lane{{i}}]
                destinations: mail
                action: publish
                to: lane{{i}}
                maxRequestBody: none
                virtualPatches: { for: [exchange, iis, roundcube, sogo, zimbra, grommunio] }
                httpFilter: { blockWindowsExecutables: true }
                linkTranslation: { map: { "https://fe1.internal.test": "https://{{PublishedName}}" } }
                requestHeaders: { set: { {{OwnField}}: "1" } }

            """));
        _directory.Write(Path.GetFileName(File), text.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        InnerCertificate.Dispose();
        _directory.Dispose();
    }
}
