using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;

namespace WebPublisher.Smtp.Receive.Tls;

/// <summary>What a handshake gave.</summary>
/// <param name="transport">The decrypted side.</param>
/// <param name="protocol">The version.</param>
/// <param name="cipherSuite">The cipher suite.</param>
/// <param name="close">Ends TLS by close_notify and gives back what it holds; the transport below stays open.</param>
public sealed class TlsUpgrade(IDuplexPipe transport, SslProtocols protocol, TlsCipherSuite cipherSuite, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The decrypted side, read and written in place of the transport.</summary>
    public IDuplexPipe Transport { get; } = transport;

    /// <summary>The version.</summary>
    public SslProtocols Protocol { get; } = protocol;

    /// <summary>The cipher suite.</summary>
    public TlsCipherSuite CipherSuite { get; } = cipherSuite;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => close();
}
