using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>What Kestrel and the pipeline may ask of a finished handshake. Taken down once, because the stream refuses questions when it is disposed.</summary>
internal sealed class TlsConnectionFeatures(SslStream tls) : ITlsConnectionFeature, ITlsHandshakeFeature, ITlsApplicationProtocolFeature
{
    public SslProtocols Protocol { get; } = tls.SslProtocol;

    public TlsCipherSuite? NegotiatedCipherSuite { get; } = tls.NegotiatedCipherSuite;

    public string HostName { get; } = tls.TargetHostName;

    public ReadOnlyMemory<byte> ApplicationProtocol { get; } = tls.NegotiatedApplicationProtocol.Protocol;

    public X509Certificate2? ClientCertificate { get; set; }

#pragma warning disable SYSLIB0058 // The interface asks for members that the runtime has retired in favour of NegotiatedCipherSuite.
    public CipherAlgorithmType CipherAlgorithm { get; } = tls.CipherAlgorithm;

    public int CipherStrength { get; } = tls.CipherStrength;

    public HashAlgorithmType HashAlgorithm { get; } = tls.HashAlgorithm;

    public int HashStrength { get; } = tls.HashStrength;

    public ExchangeAlgorithmType KeyExchangeAlgorithm { get; } = tls.KeyExchangeAlgorithm;

    public int KeyExchangeStrength { get; } = tls.KeyExchangeStrength;
#pragma warning restore SYSLIB0058

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
