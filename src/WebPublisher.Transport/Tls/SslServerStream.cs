using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tls;

/// <summary>The server's side by .NET's TLS.</summary>
/// <param name="inner">What is in cipher; it is disposed of with this.</param>
/// <param name="options">What is offered.</param>
internal sealed class SslServerStream(Stream inner, TlsServerOptions options) : SslStream(inner, leaveInnerStreamOpen: false), ITlsServerStream
{
    /// <inheritdoc/>
    public Stream Stream => this;

    /// <inheritdoc/>
    public bool HelloSeen { get; private set; }

    /// <inheritdoc/>
    public async Task<TlsAgreement> ShakeHandsAsync(CancellationToken cancellation)
    {
        await AuthenticateAsServerAsync(
            static (_, info, state, _) => ValueTask.FromResult(((SslServerStream)state!).Answer(info.ServerName)),
            this,
            cancellation);
        return new TlsAgreement
        {
            Protocol = SslProtocol,
            CipherSuite = NegotiatedCipherSuite,
            ServerName = TargetHostName,
            ApplicationProtocol = NegotiatedApplicationProtocol,
            Presented = LocalCertificate,
            Shown = RemoteCertificate as X509Certificate2,
        };
    }

    private SslServerAuthenticationOptions Answer(string serverName)
    {
        HelloSeen = true;
        return options.Select(serverName).Options;
    }
}
