using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;

namespace WebPublisher.Policy.Tests.Certificates;

/// <summary>A TLS handshake over real sockets.</summary>
public static class Loopback
{
    /// <summary>Shakes hands as <paramref name="host"/>, trusting nothing but <paramref name="root"/>, and sends a byte each way.</summary>
    public static async Task HandshakeAsync(ServerCertificate certificate, string host, X509Certificate2 root)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        using var socket = new TcpClient();
        await socket.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        await using var tls = new SslStream(socket.GetStream());
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = TestAuthority.Begin.AddDays(1).UtcDateTime,
        };
        policy.CustomTrustStore.Add(root);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = policy });
        await tls.WriteAsync(new byte[] { 42 });
        var answer = new byte[1];
        await tls.ReadExactlyAsync(answer);
        Assert.Equal(42, answer[0]);
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, ServerCertificate certificate)
    {
        using var socket = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Context });
        var data = new byte[1];
        await tls.ReadExactlyAsync(data);
        await tls.WriteAsync(data);
    }
}
