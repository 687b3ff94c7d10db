using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>A TLS client over a real socket that knows how many bytes and records it was sent.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private TlsClient(SslStream tls, CountingStream wire) => (Tls, Wire) = (tls, wire);

    public SslStream Tls { get; }

    public CountingStream Wire { get; }

    public static async Task<TlsClient> ConnectAsync(
        IPEndPoint endPoint, string? serverName = "localhost", SslProtocols protocols = SslProtocols.None, CipherSuitesPolicy? suites = null, params SslApplicationProtocol[] alpn)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        var wire = new CountingStream(new NetworkStream(socket, ownsSocket: true));
        var tls = new SslStream(wire);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = serverName,
                EnabledSslProtocols = protocols,
                CipherSuitesPolicy = suites,
                ApplicationProtocols = alpn.Length == 0 ? null : [.. alpn],
#pragma warning disable CA5359 // The tests look at what the server presents; trust is not their subject.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            });
            return new TlsClient(tls, wire);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>The leaf the server presented.</summary>
    public X509Certificate2 Presented => (X509Certificate2)Tls.RemoteCertificate!;

    /// <summary>Asks for / over HTTP/1.1 and returns everything until the server closes.</summary>
    public async Task<string> GetAsync(string connection = "close")
    {
        await Tls.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: {connection}\r\n\r\n"));
        return await new StreamReader(Tls, Encoding.Latin1).ReadToEndAsync();
    }

    public ValueTask DisposeAsync() => Tls.DisposeAsync();
}
