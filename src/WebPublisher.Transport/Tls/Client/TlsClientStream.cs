using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>
/// A TLS client on a socket, by OpenSSL without <see cref="SslStream"/> between: what arrives goes from the socket into OpenSSL's own buffer, where it is decrypted, and
/// from there to who reads, which takes a quarter off what reading a long answer costs. One reader and one writer at a time, asynchronous only.
/// </summary>
/// <remarks>Without resumption and without a client's certificate: who needs these takes <see cref="SslStream"/>.</remarks>
public sealed class TlsClientStream : ConnectionStream
{
    // What is waited for is received into this much; what there is beyond it OpenSSL takes from the socket.
    private const int FirstReceive = 4 * 1024;

    // What is encrypted before it is sent: four records.
    private const int Piece = 64 * 1024;

    private readonly Socket _socket;
    private readonly TlsClientEngine _engine;

    // Not disposed of: who writes while the connection is given up still lets go of it.
#pragma warning disable CA2213
    private readonly SemaphoreSlim _sending = new(1);
#pragma warning restore CA2213

    private TlsClientStream(Socket socket, TlsClientEngine engine) => (_socket, _engine) = (socket, engine);

    /// <summary>Whether OpenSSL 3 is there; without it there is <see cref="SslStream"/>.</summary>
    public static bool IsAvailable => LibSsl.IsAvailable;

    /// <summary>The version of TLS.</summary>
    public SslProtocols Protocol => _engine.Protocol;

    /// <summary>The cipher suite.</summary>
    public TlsCipherSuite CipherSuite => _engine.CipherSuite;

    /// <summary>The certificate the server presented, encoded.</summary>
    public ReadOnlyMemory<byte> Certificate => _engine.Certificate;

    /// <summary>The connection, for tests that close it elsewhere.</summary>
    internal Socket Socket => _socket;

    /// <summary>Whether OpenSSL's part is freed, for tests.</summary>
    internal bool IsFreed => _engine.IsFreed;

    /// <summary>Shakes hands.</summary>
    /// <param name="socket">A connected socket, which belongs to the stream from now on, also when the handshake fails.</param>
    /// <param name="host">The name that is asked for (SNI), in ASCII; an address is not sent.</param>
    /// <param name="judge">Judges the server's certificate, given what else it sent, while the handshake waits: nothing of the client's but its greeting has been sent by then.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AuthenticationException">There is no TLS of 1.2 or later in common, or the certificate was refused.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<TlsClientStream> ConnectAsync(
        Socket socket, string host, Func<X509Certificate2?, X509Certificate2Collection, bool> judge, CancellationToken cancellation)
    {
        try
        {
            socket.Blocking = false;
            var stream = new TlsClientStream(socket, new TlsClientEngine(socket, host, judge));
            try
            {
                await stream.ShakeHandsAsync(cancellation);
                return stream;
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return ValueTask.FromResult(0);
        }

        var count = _engine.TryRead(buffer.Span);
        return count >= 0 ? ValueTask.FromResult(count) : WaitAndReadAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            while (!buffer.IsEmpty)
            {
                var piece = buffer[..Math.Min(Piece, buffer.Length)];
                _engine.Encrypt(piece.Span);
                await SendQueuedAsync(cancellationToken);
                buffer = buffer[piece.Length..];
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Tells the server that nothing more will be sent (<c>close_notify</c>). What it still sends can be read.</summary>
    public async ValueTask ShutdownAsync()
    {
        await _sending.WaitAsync();
        try
        {
            _engine.Shutdown();
            await SendQueuedAsync(CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _socket.Dispose();
            _engine.Dispose();
        }

        base.Dispose(disposing);
    }

    private static IOException Broken(Exception error) => new(error.Message, error);

    private async Task ShakeHandsAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var isDone = _engine.TryShakeHands(out var failure);
            await SendQueuedAsync(cancellation);
            if (failure is not null)
            {
                throw failure;
            }

            if (isDone)
            {
                break;
            }

            await ReceiveMoreAsync(cancellation);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAndReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            await ReceiveMoreAsync(cancellation);
            var count = _engine.TryRead(buffer.Span);
            if (_engine.HasOutgoing)
            {
                await AnswerAsync(cancellation);
            }

            if (count >= 0)
            {
                return count;
            }
        }
    }

    // OpenSSL may answer what it reads: a request for new keys, or a fatal alert.
    private async ValueTask AnswerAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await SendQueuedAsync(cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReceiveMoreAsync(CancellationToken cancellation)
    {
        // OpenSSL has taken all there was, or it would not wait.
        byte[]? buffer = ArrayPool<byte>.Shared.Rent(FirstReceive);
        try
        {
            var count = await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);
            _engine.Arrived(buffer, count);
            buffer = null;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private async ValueTask SendQueuedAsync(CancellationToken cancellation)
    {
        var (queued, length) = _engine.TakeOutgoing();
        try
        {
            for (var sent = 0; sent < length;)
            {
                // Most is taken at once, by a call that needs nothing of what waiting needs.
                var taken = _socket.Send(queued.AsSpan(sent, length - sent), SocketFlags.None, out var error);
                sent += error switch
                {
                    SocketError.Success => taken,
                    SocketError.WouldBlock => await _socket.SendAsync(queued.AsMemory(sent, length - sent), SocketFlags.None, cancellation),
                    _ => throw Broken(new SocketException((int)error)),
                };
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
        finally
        {
            if (queued.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(queued);
            }
        }
    }
}
