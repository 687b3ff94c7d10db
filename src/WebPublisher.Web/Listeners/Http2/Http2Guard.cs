using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// Stands between TLS and Kestrel on an HTTP/2 connection and watches what the client sends. When that is a flood, Kestrel gets no more of it and ends the connection, and the
/// client is told ENHANCE_YOUR_CALM (RFC 9113 section 7).
/// </summary>
/// <remarks>
/// Kestrel ends a connection whose input fails by a GOAWAY without an error. What it writes between two flushes are whole frames, so that a GOAWAY of ours can stand before
/// whatever it writes next, and what comes behind is left out.
/// </remarks>
internal sealed class Http2Guard : ConnectionStream
{
    /// <summary>How long a connection that was given up may take to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private const int GoAwayPayload = 8;
    private const byte GoAwayType = 7;
    private const int EnhanceYourCalm = 11;

    private readonly Stream _inner;
    private readonly TimeProvider _time;
    private readonly Action<FloodKind> _flooded;
    private readonly Action _abort;
    private readonly FrameAccount _account;
    private readonly ClientFrames _client;
    private readonly FrameWalk _received;
    private readonly FrameWalk _sent;
    private readonly StallWatch _stalls;
    private readonly ITimer _nextLook;
    private volatile FloodException? _flood;
    private ITimer? _end;
    private volatile bool _isWatched;
    private volatile bool _isWriting;
    private bool _isWithinFrame;
    private bool _hasSaidGoAway;

    /// <param name="inner">The decrypted side of the connection; it is disposed of with this.</param>
    /// <param name="account">What the client may spend.</param>
    /// <param name="time">The clock.</param>
    /// <param name="flooded">Told once, when the connection is given up.</param>
    /// <param name="abort">Ends a connection that has not ended by itself within <see cref="Patience"/>, because the client does not read.</param>
    public Http2Guard(Stream inner, FrameAccount account, TimeProvider time, Action<FloodKind> flooded, Action abort)
    {
        (_inner, _time, _flooded, _abort) = (inner, time, flooded, abort);
        _account = account;
        var windows = new SendWindows();
        _client = new ClientFrames(account, windows);
        _received = new FrameWalk(_client, FrameWalk.ClientPreface);
        _sent = new FrameWalk(new ServerFrames(windows));
        _stalls = new StallWatch(windows);
        _nextLook = time.CreateTimer(static self => ((Http2Guard)self!).LookForStall(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_flood is { } flood)
        {
            return ValueTask.FromException<int>(flood);
        }

        // A read of no bytes waits for some.
        var read = _inner.ReadAsync(buffer, cancellationToken);
        return buffer.IsEmpty ? read : read.IsCompletedSuccessfully ? new ValueTask<int>(Inspect(buffer, read.Result)) : InspectLaterAsync(buffer, read);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_flood is not null && !_isWithinFrame)
        {
            return GoAwayAsync(cancellationToken);
        }

        _isWithinFrame = true;
        _account.NoteSent(buffer.Length);
        _sent.Read(buffer.Span);
        if (!_isWatched)
        {
            _isWatched = true;
            _nextLook.Change(s_second, Timeout.InfiniteTimeSpan);
        }

        var written = _inner.WriteAsync(buffer, cancellationToken);
        return written.IsCompletedSuccessfully ? written : new ValueTask(WaitAsync(written.AsTask()));
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        _isWithinFrame = false;
        var flushed = _inner.FlushAsync(cancellationToken);
        return flushed.IsCompletedSuccessfully ? flushed : WaitAsync(flushed);
    }

    public override async ValueTask DisposeAsync()
    {
        _nextLook.Dispose();

        // What is left to be sent is waited for here too, and a client that floods and does not read must not be waited for any longer than that.
        await _inner.DisposeAsync();
        _end?.Dispose();
        await base.DisposeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> InspectLaterAsync(Memory<byte> buffer, ValueTask<int> read) => Inspect(buffer, await read);

    private int Inspect(Memory<byte> buffer, int length)
    {
        if (_received.Read(buffer.Span[..length]) is not { } kind)
        {
            return length;
        }

        var flood = new FloodException(kind);
        _end = _time.CreateTimer(static end => ((Action)end!)(), _abort, Patience, Timeout.InfiniteTimeSpan);
        _flood = flood;
        _flooded(kind);
        throw flood;
    }

    private async Task WaitAsync(Task written)
    {
        _isWriting = true;
        try
        {
            await written;
        }
        finally
        {
            _isWriting = false;
        }
    }

    /// <summary>Looks again each second for as long as something waits; the next write begins anew.</summary>
    private void LookForStall()
    {
        if (_stalls.IsStalled(_account.Sent, _isWriting))
        {
            // Who takes nothing reads no GOAWAY either.
            _flooded(FloodKind.WithheldWindow);
            _abort();
        }
        else if (_stalls.IsWaiting)
        {
            _nextLook.Change(s_second, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _isWatched = false;
        }
    }

    private async ValueTask GoAwayAsync(CancellationToken cancellationToken)
    {
        if (_hasSaidGoAway)
        {
            return;
        }

        _hasSaidGoAway = true;
        var frame = new byte[Http2FrameHeader.Size + GoAwayPayload];
        frame[2] = GoAwayPayload;
        frame[3] = GoAwayType;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(Http2FrameHeader.Size), _client.LastStream);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(Http2FrameHeader.Size + 4), EnhanceYourCalm);
        await _inner.WriteAsync(frame, cancellationToken);
    }
}
