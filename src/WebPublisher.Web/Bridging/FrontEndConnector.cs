using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls.Client;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// Makes the connections of one <see cref="FrontEndChannel"/>, for live traffic and for health probes alike: TCP, and under <c>bridging: https</c> TLS with a verified
/// certificate. Nothing of a request is written before; there is no way from TLS to plain.
/// </summary>
internal sealed class FrontEndConnector(FrontEndChannel channel, TimeProvider time, ILogger logger)
{
    // One for each server the farm has had while its channel stayed the same; bounded by what operators write into policies.
    private readonly ConcurrentDictionary<DnsEndPoint, FrontEndBreaker> _breakers = new();

    /// <summary>Makes a connection to one of the farm's servers.</summary>
    /// <exception cref="FrontEndConnectionException">No connection came about; carries the reason.</exception>
    public async ValueTask<FrontEndSocket> ConnectAsync(DnsEndPoint server, CancellationToken cancellation)
    {
        var name = $"{server.Host}:{server.Port}";
        var breaker = _breakers.GetOrAdd(server, static (_, self) => new FrontEndBreaker(self.Channel, self.Time), (Channel: channel, Time: time));
        try
        {
            var connection = await breaker.ConnectAsync(name, token => OpenAsync(server, name, token, cancellation), cancellation);
            FrontEndMetrics.Connected(channel.Farm);
            return connection;
        }
        catch (FrontEndConnectionException failure)
        {
            FrontEndMetrics.Failed(channel.Farm, failure);
            if (failure is { Tried: true, Certificate: null })
            {
                logger.ConnectionFailed(channel.Farm, name, failure.Failure, failure.Detail);
            }

            if (failure is { Tried: true, CircuitOpen: true })
            {
                logger.CircuitOpened(channel.Farm, name, channel.BreakerOpenFor);
            }

            throw;
        }
    }

    /// <summary>Why a server is not tried now; null while it is.</summary>
    public string? ProblemOf(DnsEndPoint server) => _breakers.TryGetValue(server, out var breaker) ? breaker.Problem : null;

    private async ValueTask<FrontEndSocket> OpenAsync(DnsEndPoint server, string name, CancellationToken cancellation, CancellationToken abandoned)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            TcpKeepAlive.FrontEnds.Apply(socket);
            await socket.ConnectAsync(server, cancellation);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.Unreachable, name, e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return channel.Bridging == BridgingMode.Http
            ? new FrontEndSocket(socket, new NetworkStream(socket, ownsSocket: true))
            : await SecureAsync(socket, server.Host, name, cancellation, abandoned);
    }

    private async ValueTask<FrontEndSocket> SecureAsync(Socket socket, string host, string server, CancellationToken cancellation, CancellationToken abandoned)
    {
        // The name comes from the policy or the server's own address, never from the request: SNI and check must not follow a Host field.
        var expectedName = channel.Certificate.Name ?? host;
        PeerCertificateRefusal? refusal = null;
        bool Accept(X509Certificate2? leaf, X509Certificate2Collection sentAlong) => (refusal = Judge(leaf, sentAlong, expectedName, server)) is null;
        FrontEndSocket? secured = null;
        try
        {
            (secured, var suite) = TlsClientStream.IsAvailable && channel.Certificate.ClientCertificate is null
                ? await ByOpenSslAsync(socket, expectedName, Accept, cancellation)
                : await ByPlatformAsync(socket, expectedName, Accept, cancellation);

            // Suites are chosen process-wide; this holds even where the system's configuration allows more.
            if (!IsAead(suite))
            {
                throw new FrontEndConnectionException(
                    FrontEndConnectionFailure.TlsFailed, server, $"the front end chose {suite}, which does not authenticate what it encrypts (AEAD)");
            }

            return secured.Value;
        }
        catch (Exception) when (refusal is not null)
        {
            Close();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.CertificateRefused, server, refusal.ToString()) { Certificate = refusal };
        }
        catch (OperationCanceledException e) when (!abandoned.IsCancellationRequested)
        {
            // A service in clear may wait for the rest of what it takes for a request line; that is no TLS, not a server out of reach.
            Close();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.TlsFailed, server, $"no TLS within {channel.ConnectTimeout.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (e is AuthenticationException or IOException and not FrontEndConnectionException)
        {
            Close();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.TlsFailed, server, $"no TLS: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch
        {
            Close();
            throw;
        }

        void Close()
        {
            socket.Dispose();
            secured?.Stream.Dispose();
        }
    }

    private static async ValueTask<(FrontEndSocket Secured, TlsCipherSuite Suite)> ByOpenSslAsync(
        Socket socket, string expectedName, Func<X509Certificate2?, X509Certificate2Collection, bool> accept, CancellationToken cancellation)
    {
        var tls = await TlsClientStream.ConnectAsync(socket, expectedName, accept, cancellation);
        return (new FrontEndSocket(socket, tls) { Protocol = tls.Protocol, Certificate = tls.Certificate }, tls.CipherSuite);
    }

    private async ValueTask<(FrontEndSocket Secured, TlsCipherSuite Suite)> ByPlatformAsync(
        Socket socket, string expectedName, Func<X509Certificate2?, X509Certificate2Collection, bool> accept, CancellationToken cancellation)
    {
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = expectedName,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                    AllowRenegotiation = false,
                    CertificateChainPolicy = PeerCertificateVerifier.ChainPolicy(channel.Certificate, at: null),
                    ClientCertificateContext = channel.Certificate.ClientCertificate?.Context,
                    RemoteCertificateValidationCallback = (_, leaf, chain, _) => accept(leaf as X509Certificate2, chain?.ChainPolicy.ExtraStore ?? []),
                },
                cancellation);
            return (new FrontEndSocket(socket, tls) { Protocol = tls.SslProtocol, Certificate = tls.RemoteCertificate!.GetRawCertData() }, tls.NegotiatedCipherSuite);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private PeerCertificateRefusal? Judge(X509Certificate2? leaf, X509Certificate2Collection sentAlong, string expectedName, string server)
    {
        var refusal = PeerCertificateVerifier.Verify(leaf, sentAlong, channel.Certificate, expectedName, time.GetUtcNow());
        if (refusal is not null)
        {
            logger.CertificateRefused(
                channel.Farm, server, refusal.Failure, refusal.Detail, leaf?.Subject ?? "", leaf?.GetCertHashString(HashAlgorithmName.SHA256) ?? "");
        }

        return refusal;
    }

    private static bool IsAead(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        return name.Contains("_GCM_", StringComparison.Ordinal) || name.Contains("_CCM", StringComparison.Ordinal) || name.Contains("_CHACHA20_", StringComparison.Ordinal);
    }
}
