using WebPublisher.Certificates;

namespace WebPublisher.Tests.Testing;

/// <summary>Small policies with IPsec connections.</summary>
public static class IpsecPolicies
{
    /// <summary>Writes a policy with connections by certificates; the certificate is for <c>edge.example.com</c>.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="processing">kernel or userspace.</param>
    /// <param name="connections">The connections, indented by four.</param>
    public static string Write(TemporaryDirectory directory, string processing, string connections)
    {
        var path = directory.Write("policy.yaml", $$"""
            version: 1
            server: { name: EDGE01 }
            operations: { listen: off }
            certificates: { own: { chain: certs/public.pem, key: certs/public.key } }
            trustedRoots: { inner: certs/public.pem }
            ipsec:
              processing: {{processing}}
              connections:
            {{connections}}

            """);
        if (!File.Exists(directory.PathOf("certs/public.pem")))
        {
            new DevelopmentCertificates(TimeProvider.System).Write(directory.PathOf("certs"), ["edge.example.com"], [], force: false);
        }

        return path;
    }

    /// <summary>A connection of this machine to <c>owafe01</c>.</summary>
    public const string Front = """
            owafe01: { front: { address: 10.0.0.1, identity: edge.example.com }, back: { address: 10.0.0.2, identity: owafe01.example.com }, certificate: own, trustedRoots: [inner] }
        """;

    /// <summary>Two more: one by IPv6 to two ports, one by a preshared key between other machines.</summary>
    public const string More = """
            owafe02: { front: { address: "fd00::1", identity: edge.example.com }, back: { address: "fd00::2" }, ports: [80, 8080], keyExchange: [ecp256], certificate: own, trustedRoots: [inner] }
            mailbox: { side: neither, front: { address: 10.0.0.2 }, back: { address: 10.0.0.3 }, presharedKey: { file: psk } }
        """;
}
