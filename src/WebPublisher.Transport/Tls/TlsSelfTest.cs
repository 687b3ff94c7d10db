using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tls;

/// <summary>Finds out by handshakes in memory what OpenSSL really accepts in this process when a connection brings no cipher suite policy.</summary>
public static class TlsSelfTest
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    private static readonly Lazy<Task<bool>> s_defaultsInForce = new(ProbeAsync);

    /// <summary>
    /// Whether handshakes without a policy of their own accept our suites and nothing else: no CBC, no RSA key exchange, no DHE. Found out once; takes some 50 ms.
    /// </summary>
    public static Task<bool> DefaultsInForceAsync() => s_defaultsInForce.Value;

    private static async Task<bool> ProbeAsync()
    {
        var ours = CipherSuites.Accepted.Where(IsTls12).ToArray();
        var others = Enum.GetValues<TlsCipherSuite>().Distinct().Where(suite => IsTls12(suite) && !ours.Contains(suite)).ToArray();
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsaCertificate = SelfSigned(new CertificateRequest("CN=self test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var ecdsaCertificate = SelfSigned(new CertificateRequest("CN=self test", ecdsa, HashAlgorithmName.SHA256));
        foreach (var certificate in new[] { rsaCertificate, ecdsaCertificate })
        {
            // Without the first, a broken OpenSSL that refuses everything would look strict.
            if (!await AgreesAsync(certificate, ours) || await AgreesAsync(certificate, others))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTls12(TlsCipherSuite suite) => ((int)suite & 0xFF00) != 0x1300;

    private static X509Certificate2 SelfSigned(CertificateRequest request)
    {
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static async Task<bool> AgreesAsync(X509Certificate2 certificate, TlsCipherSuite[] offered)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        await using var server = new SslStream(new DuplexStream(new Side(toServer.Reader, toClient.Writer), socket: null, TimeProvider.System));
        await using var client = new SslStream(new DuplexStream(new Side(toClient.Reader, toServer.Writer), socket: null, TimeProvider.System));
        using var timeout = new CancellationTokenSource(s_timeout, TimeProvider.System);
        var serverSide = server.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true), EnabledSslProtocols = SslProtocols.Tls12 },
            timeout.Token);
        var clientSide = client.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "self test",
                EnabledSslProtocols = SslProtocols.Tls12,
                CipherSuitesPolicy = new CipherSuitesPolicy(offered),
                CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck, VerificationFlags = X509VerificationFlags.IgnoreInvalidName },
            },
            timeout.Token);
        try
        {
            await serverSide;
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            // Whichever side failed, the other must not wait for it.
            await toServer.Writer.CompleteAsync();
            await toClient.Writer.CompleteAsync();
            await clientSide.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private sealed record Side(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
