using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>What Kestrel and the pipeline may ask of a finished handshake.</summary>
internal sealed class TlsConnectionFeatures(TlsAgreement agreement) : ITlsConnectionFeature, ITlsHandshakeFeature, ITlsApplicationProtocolFeature
{
    public SslProtocols Protocol => agreement.Protocol;

    public TlsCipherSuite? NegotiatedCipherSuite => agreement.CipherSuite;

    public string HostName => agreement.ServerName;

    public ReadOnlyMemory<byte> ApplicationProtocol => agreement.ApplicationProtocol.Protocol;

    public X509Certificate2? ClientCertificate { get; set; }

#pragma warning disable SYSLIB0058 // The interface asks for members that the runtime has retired in favour of NegotiatedCipherSuite, which says it all.
    public CipherAlgorithmType CipherAlgorithm => CipherAlgorithmType.None;

    public int CipherStrength => Transport.Tls.CipherStrength.KeyBits(agreement.CipherSuite);

    public HashAlgorithmType HashAlgorithm => HashAlgorithmType.None;

    public int HashStrength => 0;

    public ExchangeAlgorithmType KeyExchangeAlgorithm => ExchangeAlgorithmType.None;

    public int KeyExchangeStrength => 0;
#pragma warning restore SYSLIB0058

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
