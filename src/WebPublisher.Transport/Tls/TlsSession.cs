using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Transport.Tls;

/// <summary>A connection after its handshake. Its end is announced by close_notify (RFC 8446 section 6.1): without it a client cannot tell a whole answer from a truncated one.</summary>
public sealed class TlsSession : IAsyncDisposable
{
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(1);

    private readonly ITlsServerStream _tls;
    private readonly Stream _guarded;
    private readonly TlsTransport _decrypted;
    private readonly EndPoint? _client;
    private readonly CancellationToken _closed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal TlsSession(
        ITlsServerStream tls, TlsAgreement agreement, Stream guarded, MemoryPool<byte> memory, EndPoint? client, TimeProvider time, ILogger logger, CancellationToken closed)
    {
        (_tls, Agreement, _guarded) = (tls, agreement, guarded);
        _decrypted = new TlsTransport(guarded, memory);
        (_client, _closed, _time, _logger) = (client, closed, time, logger);
    }

    /// <summary>What was agreed.</summary>
    public TlsAgreement Agreement { get; }

    /// <summary>The decrypted side.</summary>
    public IDuplexPipe Transport => _decrypted;

    /// <summary>Sends what is left, announces the end and gives back what TLS holds; the transport below stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _decrypted.Input.CompleteAsync();
        await AnnounceEndAsync();
        await _guarded.DisposeAsync();
    }

    private async Task AnnounceEndAsync()
    {
        try
        {
            await _decrypted.Output.CompleteAsync().AsTask().WaitAsync(s_closeTimeout, _time);
            if (!_closed.IsCancellationRequested)
            {
                await _tls.ShutdownAsync().WaitAsync(s_closeTimeout, _time);
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or TimeoutException or OperationCanceledException or SocketException)
        {
            // The peer is gone or does not read; there is nobody left to tell.
            TlsLog.CloseFailed(_logger, _client, e);
        }
    }
}
