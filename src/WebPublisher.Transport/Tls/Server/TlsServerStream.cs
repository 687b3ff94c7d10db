using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>
/// The server's side of TLS by OpenSSL without <see cref="SslStream"/> between: records are read where the transport holds them and written to where they are sent from.
/// One reader and one writer at a time, asynchronous only. The transport stays the caller's.
/// </summary>
/// <param name="input">What arrives.</param>
/// <param name="output">Takes what is to be sent.</param>
/// <param name="options">What is offered.</param>
/// <param name="time">The clock of the last wait.</param>
internal sealed class TlsServerStream(PipeReader input, SocketOutput output, TlsServerOptions options, TimeProvider time) : ConnectionStream, ITlsServerStream
{
    // OpenSSL reads this much at a time, so that what it answers to hostile records, one for each, has a bound.
    private const int ReadAtOnce = 64 * 1024;

    private readonly TlsServerEngine _engine = new(options, output);
    private bool _isReset;

    /// <inheritdoc/>
    public Stream Stream => this;

    /// <inheritdoc/>
    public bool HelloSeen => _engine.HelloSeen;

    /// <inheritdoc/>
    public async Task<TlsAgreement> ShakeHandsAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            var left = read.Buffer;
            var isDone = false;
            Exception? failure = null;
            while (!isDone && failure is null && TlsRecords.Whole(left, ReadAtOnce) is var whole and > 0)
            {
                var records = left.Slice(0, whole);
                isDone = _engine.TryShakeHands(ref records, out failure);
                left = left.Slice(whole - records.Length);
            }

            // What came behind the handshake is not waited for again.
            input.AdvanceTo(left.Start, isDone ? left.Start : left.End);
            await output.FlushAsync().AsTask().WaitAsync(cancellation);
            if (failure is not null)
            {
                throw failure;
            }

            if (isDone)
            {
                return _engine.Agreement();
            }

            if (read.IsCompleted)
            {
                throw new IOException("the client ended the connection in the handshake");
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_engine.HasEnded || _isReset)
        {
            return ValueTask.FromResult(0);
        }

        if (_engine.HasDecrypted)
        {
            var none = ReadOnlySequence<byte>.Empty;
            return ValueTask.FromResult(buffer.IsEmpty ? 0 : _engine.TryRead(ref none, buffer.Span));
        }

        return WaitAndReadAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length > SocketOutput.LargestRecord.Plain || !output.HasRoomForRecord)
        {
            return WriteSlowlyAsync(buffer);
        }

        if (!buffer.IsEmpty)
        {
            _engine.Encrypt(buffer.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync().AsTask();

    /// <inheritdoc/>
    public Task ShutdownAsync()
    {
        _engine.Shutdown();
        return output.FlushAsync().AsTask();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await output.DrainAtEndAsync(time);
        await base.DisposeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAndReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await input.ReadAsync(cancellation);
            }
            catch (Exception e) when (e is ConnectionResetException || (e is ConnectionAbortedException && output.IsBroken))
            {
                // An end like one without close_notify, be it that the reader has noticed it or the writer: whether something is missing HTTP knows by its own framing, and
                // here it would be thrown through five methods.
                _isReset = true;
                return 0;
            }

            var left = read.Buffer;
            var whole = TlsRecords.Whole(left, ReadAtOnce);
            if (whole == 0 && read.IsCompleted)
            {
                input.AdvanceTo(left.Start);
                return left.IsEmpty ? 0 : throw new IOException("the connection ended within a TLS record");
            }

            if (whole == 0)
            {
                input.AdvanceTo(left.Start, left.End);
                continue;
            }

            if (buffer.IsEmpty)
            {
                input.AdvanceTo(left.Start);
                return 0;
            }

            var count = Decrypt(left, whole, buffer.Span);
            if (_engine.HasAnswered)
            {
                await SendAnswerAsync();
            }

            if (count >= 0)
            {
                return count;
            }
        }
    }

    private int Decrypt(in ReadOnlySequence<byte> received, long whole, Span<byte> destination)
    {
        var records = received.Slice(0, whole);
        try
        {
            return _engine.TryRead(ref records, destination);
        }
        finally
        {
            input.AdvanceTo(received.GetPosition(whole - records.Length));
        }
    }

    // Who lets answers pile up is not read from.
    private async ValueTask SendAnswerAsync()
    {
        await output.FlushAsync();
        if (!output.HasRoomForRecord)
        {
            await output.DrainAsync();
        }
    }

    private async ValueTask WriteSlowlyAsync(ReadOnlyMemory<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (!output.HasRoomForRecord)
            {
                await output.DrainAsync();
                continue;
            }

            var piece = buffer[..Math.Min(SocketOutput.LargestRecord.Plain, buffer.Length)];
            _engine.Encrypt(piece.Span);
            buffer = buffer[piece.Length..];
        }
    }
}
