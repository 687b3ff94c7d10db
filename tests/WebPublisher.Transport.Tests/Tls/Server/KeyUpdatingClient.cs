using System.Net.Sockets;
using System.Runtime.InteropServices;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tests.Tls.Server;

/// <summary>A client that asks for new keys, by OpenSSL on a socket that blocks.</summary>
internal sealed class KeyUpdatingClient : TlsEngine
{
    private const int Requested = 1; // SSL_KEY_UPDATE_REQUESTED

    private readonly Socket _socket;

    public KeyUpdatingClient(Socket socket)
        : base(new SslContextHandle(LibSsl.TLS_client_method()))
    {
        _socket = socket;
        LibSsl.SSL_set_connect_state(Ssl);
    }

    /// <summary>Shakes hands, or sends what was asked of <see cref="UpdateKeys"/>.</summary>
    public void ShakeHands()
    {
        while (!TryShakeHands(out var failure))
        {
            if (failure is not null)
            {
                throw failure;
            }
        }
    }

    /// <summary>Changes the keys it sends with, and asks the server to do the same.</summary>
    public void UpdateKeys()
    {
        Assert.Equal(1, KeyUpdate(Ssl, Requested));
        ShakeHands();
    }

    public int TryRead(Span<byte> destination)
    {
        lock (Gate)
        {
            return Decrypt(destination);
        }
    }

    public override int TakeReceived(Span<byte> destination) => _socket.Receive(destination);

    public override void Send(ReadOnlySpan<byte> record)
    {
        while (!record.IsEmpty)
        {
            record = record[_socket.Send(record)..];
        }
    }

    [DllImport("libssl.so.3", EntryPoint = "SSL_key_update")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable SYSLIB1054 // Source generation would need unsafe code for nothing but this.
    private static extern int KeyUpdate(SslHandle ssl, int kind);
#pragma warning restore SYSLIB1054
}
