using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using WebPublisher.Transport.Tls.Client;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>
/// A connection to one server: carries one request at a time. Its buffers are rented for the time of a request, so that an idle connection holds none. Used by one
/// request; only <see cref="Abort"/> and the members that say so may be called from elsewhere.
/// </summary>
internal sealed class FrontEndConnection : IDisposable
{
    // Enough for most answers, and little where thousands of long polls wait for theirs. One that fills it gets room for two TLS records.
    private const int FirstBuffer = 4 * 1024;
    private const int LargerBuffer = 2 * HeadWriter.RecordSize;

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly long _made;
    private byte[]? _buffer;
    private int _start;
    private int _end;
    private ValueTask<int> _read;
    private bool _reading;
    private long _lastActivity;
    private long _allowedSilence;
    private long _deadline;
    private CancellationTokenSource? _timedOut;
    private int _abortedBy;

    /// <summary>Takes over a connection that was made and, where there is TLS, verified.</summary>
    public FrontEndConnection(Socket socket, Stream stream, TimeProvider time)
    {
        _socket = socket;
        _stream = stream;
        _time = time;
        _made = _lastActivity = time.GetTimestamp();
        Head = new ResponseHead(new FieldText());
    }

    /// <summary>Place in the pool's list; the pool's own.</summary>
    public int Index { get; set; }

    /// <summary>The client it belongs to, or null while it is anybody's; the pool's own.</summary>
    public PinnedConnection? Pinned { get; set; }

    /// <summary>Whether an earlier request was answered on it: its server may have closed it in the meantime.</summary>
    public bool IsReused { get; private set; }

    /// <summary>Whether anything of an answer has arrived since <see cref="Begin"/>.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether it was silent for too long, or its request took too long. May be asked from anywhere.</summary>
    public bool IsTimedOut => Volatile.Read(ref _abortedBy) is (int)Cause.Silence or (int)Cause.Deadline;

    /// <summary>Whether its request took too long. May be asked from anywhere.</summary>
    public bool IsOverdue => Volatile.Read(ref _abortedBy) == (int)Cause.Deadline;

    /// <summary>Cancelled with <see cref="IsTimedOut"/>, for who waits for a client while nobody reads this connection. Most requests never ask for it.</summary>
    public CancellationToken WhenTimedOut
    {
        get
        {
            var timedOut = LazyInitializer.EnsureInitialized(ref _timedOut, static () => new CancellationTokenSource());
            return IsTimedOut ? new CancellationToken(canceled: true) : timedOut.Token;
        }
    }

    /// <summary>Whether who reads its answer waits for the client to take some of it: silence is the client's then.</summary>
    public bool WaitsForClient { get; private set; }

    /// <summary>What is sent next.</summary>
    public HeadWriter Outgoing { get; } = new();

    /// <summary>The response's head, as far as it was read.</summary>
    public ResponseHead Head { get; }

    /// <summary>What has arrived and was not consumed yet.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Begins a request, and reading its answer with it: whatever is there before the request was sent is no answer to it.</summary>
    /// <param name="allowedSilence">Longest time in which no byte moves in either direction.</param>
    /// <returns>False when there is something to read already, be it the end: not a connection to send a request by.</returns>
    public bool Begin(TimeSpan allowedSilence)
    {
        IsAnswered = false;
        Head.Clear();
        WaitsForClient = false;
        Touch();
        AllowSilence(allowedSilence);
        return !BeginRead();
    }

    /// <summary>Sets how long no byte may move in either direction from now on.</summary>
    public void AllowSilence(TimeSpan longest) => Volatile.Write(ref _allowedSilence, Ticks(longest));

    /// <summary>Sets how long the request may take from now on, whatever moves.</summary>
    public void EndWithin(TimeSpan longest) => Volatile.Write(ref _deadline, _time.GetTimestamp() + Ticks(longest));

    /// <summary>Ends a request that was answered to its last byte.</summary>
    /// <returns>Whether the connection may carry another.</returns>
    public bool End()
    {
        var isClean = !_reading && _start == _end && Volatile.Read(ref _abortedBy) == 0;
        IsReused = true;
        Volatile.Write(ref _allowedSilence, 0);
        Volatile.Write(ref _deadline, 0);
        Touch();
        ReleaseBuffers();
        return isClean;
    }

    /// <summary>Marks bytes as read.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Begins to read more, unless that is under way.</summary>
    /// <returns>Whether it is there already, so that <see cref="EndReadAsync"/> will not wait.</returns>
    /// <exception cref="InvalidResponseException">The buffer is full.</exception>
    public bool BeginRead()
    {
        if (!_reading)
        {
            MakeRoom();
#pragma warning disable CA2012 // Kept until it is awaited, once, by EndReadAsync or ForgetReadAsync.
            try
            {
                _read = _stream.ReadAsync(_buffer.AsMemory(_end), CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Whoever reads first sends on what has come before.
                _read = ValueTask.FromException<int>(e);
            }
#pragma warning restore CA2012
            _reading = true;
        }

        return _read.IsCompleted;
    }

    /// <summary>Completes the read that was begun.</summary>
    /// <returns>False at the end of the connection.</returns>
    public ValueTask<bool> EndReadAsync()
    {
        if (_read.IsCompletedSuccessfully)
        {
            _reading = false;
            return ValueTask.FromResult(Take(_read.Result));
        }

        return WaitAsync();
    }

    /// <summary>Reads more.</summary>
    /// <returns>False at the end of the connection.</returns>
    public ValueTask<bool> ReadAsync()
    {
        BeginRead();
        return EndReadAsync();
    }

    /// <summary>Sends bytes. May be called while another reads.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        Touch();
        return _stream.WriteAsync(bytes, CancellationToken.None);
    }

    /// <summary>Tells the server that nothing more will be sent.</summary>
    public async ValueTask EndWritingAsync()
    {
        await (_stream switch
        {
            TlsClientStream tls => tls.ShutdownAsync(),
            SslStream tls => new ValueTask(tls.ShutdownAsync()),
            _ => ValueTask.CompletedTask,
        });

        _socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Ends the connection at once; whatever waits for it fails. May be called from anywhere.</summary>
    public void Abort() => AbortBy(Cause.Request);

    /// <summary>Aborts the connection when the request it carries was silent or under way for too long. May be called from anywhere.</summary>
    public void AbortWhenTimedOut(long now)
    {
        var allowed = Volatile.Read(ref _allowedSilence);
        if (allowed > 0 && now - Volatile.Read(ref _lastActivity) > allowed)
        {
            AbortBy(Cause.Silence);
        }

        var deadline = Volatile.Read(ref _deadline);
        if (deadline > 0 && now > deadline)
        {
            AbortBy(Cause.Deadline);
        }
    }

    /// <summary>Waits for the client to take what it was sent, but not longer than the request may take.</summary>
    /// <exception cref="OperationCanceledException">The time was up.</exception>
    public async ValueTask<T> WaitForClientAsync<T>(ValueTask<T> taking)
    {
        WaitsForClient = true;
        var taken = await taking.AsTask().WaitAsync(WhenTimedOut);
        WaitsForClient = false;
        return taken;
    }

    /// <summary>Whether a connection that nobody uses may be kept: young enough, and its server has neither closed it nor sent anything.</summary>
    public bool IsFit(long now, long maximumAge, long maximumIdle) =>
        now - _made <= maximumAge && now - Volatile.Read(ref _lastActivity) <= maximumIdle && Volatile.Read(ref _abortedBy) == 0 && !_socket.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc/>
    public void Dispose()
    {
        AbortBy(Cause.End);
        if (_reading)
        {
            // It fails now that the socket is closed, and only then does it let go of the buffer.
            _ = ForgetReadAsync();
        }
        else
        {
            _stream.Dispose();
            ReleaseBuffers();
        }
    }

    private void AbortBy(Cause cause)
    {
        if (Interlocked.CompareExchange(ref _abortedBy, (int)cause, 0) == 0)
        {
            _socket.Dispose();
            if (cause is Cause.Silence or Cause.Deadline)
            {
                // Who waits goes on elsewhere: the pool's lock may be held here.
                _ = Volatile.Read(ref _timedOut)?.CancelAsync();
            }
        }
    }

    private async Task ForgetReadAsync()
    {
        try
        {
            await _read;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // That is what it was closed for.
        }
        finally
        {
            _reading = false;
            _stream.Dispose();
            ReleaseBuffers();
        }
    }

    private async ValueTask<bool> WaitAsync()
    {
        try
        {
            return Take(await _read);
        }
        finally
        {
            _reading = false;
        }
    }

    private bool Take(int count)
    {
        _end += count;
        IsAnswered |= count > 0;
        Touch();
        return count > 0;
    }

    private void MakeRoom()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(FirstBuffer);
        if (_end == _buffer.Length && _buffer.Length < LargerBuffer)
        {
            var larger = ArrayPool<byte>.Shared.Rent(LargerBuffer);
            Unread.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
            _end -= _start;
            _start = 0;
        }
        else if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            throw new InvalidResponseException($"a line of more than {_buffer.Length} bytes");
        }
    }

    private void ReleaseBuffers()
    {
        Outgoing.Release();
        if (_buffer is { } buffer)
        {
            _buffer = null;
            _start = _end = 0;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Notes that something moved.</summary>
    public void Touch() => Volatile.Write(ref _lastActivity, _time.GetTimestamp());

    private enum Cause
    {
        Request = 1,
        Silence,
        Deadline,
        End,
    }
}
