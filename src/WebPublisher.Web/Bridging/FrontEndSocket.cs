using System.Net.Sockets;
using System.Security.Authentication;

namespace WebPublisher.Web.Bridging;

/// <summary>A connection that was made and, under TLS, verified.</summary>
/// <param name="Socket">The TCP connection; disposing of it fails whatever waits on <paramref name="Stream"/>.</param>
/// <param name="Stream">What requests are written to.</param>
internal readonly record struct FrontEndSocket(Socket Socket, Stream Stream)
{
    /// <summary>The version of TLS; null in clear.</summary>
    public SslProtocols? Protocol { get; init; }

    /// <summary>The certificate that was accepted, encoded; empty in clear.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }
}
