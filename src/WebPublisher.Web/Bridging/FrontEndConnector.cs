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

        var tcp = new NetworkStream(socket, ownsSocket: true);
        return new FrontEndSocket(socket, channel.Bridging == BridgingMode.Http ? tcp : await SecureAsync(tcp, server.Host, name, cancellation, abandoned));
    }

    private async ValueTask<SslStream> SecureAsync(NetworkStream tcp, string host, string server, CancellationToken cancellation, CancellationToken abandoned)
    {
        // The name comes from the policy or the server's own address, never from the request: SNI and check must not follow a Host field.
        var expectedName = channel.Certificate.Name ?? host;
        PeerCertificateRefusal? refusal = null;
        var tls = new SslStream(tcp, leaveInnerStreamOpen: false);
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
                    RemoteCertificateValidationCallback = (_, leaf, chain, _) => (refusal = Judge(leaf, chain, expectedName, server)) is null,
                },
                cancellation);

            // Suites are chosen process-wide; this holds even where the system's configuration allows more.
            if (!IsAead(tls.NegotiatedCipherSuite))
            {
                throw new FrontEndConnectionException(
                    FrontEndConnectionFailure.TlsFailed, server, $"the front end chose {tls.NegotiatedCipherSuite}, which does not authenticate what it encrypts (AEAD)");
            }

            return tls;
        }
        catch (Exception) when (refusal is not null)
        {
            await tls.DisposeAsync();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.CertificateRefused, server, refusal.ToString()) { Certificate = refusal };
        }
        catch (OperationCanceledException e) when (!abandoned.IsCancellationRequested)
        {
            // A service in clear may wait for the rest of what it takes for a request line; that is no TLS, not a server out of reach.
            await tls.DisposeAsync();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.TlsFailed, server, $"no TLS within {channel.ConnectTimeout.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (e is AuthenticationException or IOException and not FrontEndConnectionException)
        {
            await tls.DisposeAsync();
            throw new FrontEndConnectionException(FrontEndConnectionFailure.TlsFailed, server, $"no TLS: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private PeerCertificateRefusal? Judge(X509Certificate? certificate, X509Chain? chain, string expectedName, string server)
    {
        var leaf = certificate as X509Certificate2;
        var refusal = PeerCertificateVerifier.Verify(leaf, chain?.ChainPolicy.ExtraStore ?? [], channel.Certificate, expectedName, time.GetUtcNow());
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
