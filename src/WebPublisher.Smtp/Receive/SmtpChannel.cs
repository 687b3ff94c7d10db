using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>
/// The two directions of a session: lines and content in, replies out, time-outs kept. Replies are gathered and sent when the client is waited for, so that a group of
/// pipelined commands costs one packet. One for a session; only <see cref="Stop"/> may be called from elsewhere.
/// </summary>
internal sealed class SmtpChannel : IDisposable
{
    private const int MaximumLingering = 1024 * 1024;
    private static readonly TimeSpan s_lingering = TimeSpan.FromSeconds(1);

    // A client that goes on with its message does so at once; one that does not would hold up a server that stops.
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(5);

    private readonly SmtpLineReader _lines;
    private readonly ReceivedOctets _input;
    private readonly ReplyOutput _output;
    private readonly ProtocolTrace _trace;
    private bool _isBroken;
    private volatile bool _isStopping;
    private volatile bool _isInterruptible;

    public SmtpChannel(IDuplexPipe transport, CommandLengths lengths, TimeProvider time, TimeSpan idleTimeout, ProtocolTrace trace)
    {
        Timer = new SessionTimer(time, idleTimeout, Interrupt);
        _input = new ReceivedOctets(transport.Input);
        _output = new ReplyOutput(transport.Output, Timer, trace);
        _lines = new SmtpLineReader(lengths);
        _trace = trace;
    }

    /// <summary>The time-outs.</summary>
    public SessionTimer Timer { get; }

    /// <summary>Why nothing more comes; null while more may come.</summary>
    public SessionEnd? End { get; private set; }

    /// <summary>Octets received in all.</summary>
    public long BytesReceived => _input.Count;

    /// <inheritdoc cref="ReceivedOctets.Buffer"/>
    public ReadOnlySequence<byte> Buffer
    {
        get => _input.Buffer;
        set => _input.Buffer = value;
    }

    /// <summary>Waits for a command line.</summary>
    /// <param name="isBetweenMessages">Whether the session may end here when it is asked to; otherwise its client has a little time to go on with the message.</param>
    public ValueTask<LineRead> ReadCommandAsync(bool isBetweenMessages) => ReadAsync(isCommand: true, isBetweenMessages);

    /// <summary>Waits for a line of an authentication exchange.</summary>
    public ValueTask<LineRead> ReadAuthenticationResponseAsync() => ReadAsync(isCommand: false, mayStop: false);

    /// <summary>Sends what was written and waits for more input behind what there is.</summary>
    /// <returns>Whether there is more; if not, <see cref="End"/> says why.</returns>
    public ValueTask<bool> FillAsync() => FillAsync(patience: null);

    /// <summary>Waits for input, but not longer than <paramref name="patience"/>.</summary>
    /// <returns>Whether some has come.</returns>
    public ValueTask<bool> WaitAsync(TimeSpan patience) => FillAsync(patience);

    /// <summary>Whether input has come that was not taken yet.</summary>
    public bool HasPending() => _input.HasPending();

    /// <summary>Drops what has come so far.</summary>
    public void Discard()
    {
        _input.Drop();
        _lines.Reset();
    }

    /// <summary>Takes a reply on its way; it leaves with <see cref="FlushAsync"/>, or before more input is waited for.</summary>
    public void Write(SmtpReply reply)
    {
        if (!_isBroken)
        {
            _output.Write(reply);
        }
    }

    /// <summary>Notes a line of the client in the form in which it may be shown.</summary>
    public void TraceHidden(ReadOnlySpan<byte> shown)
    {
        if (_trace.IsEnabled)
        {
            _trace.Received(shown);
        }
    }

    /// <summary>Sends what was written.</summary>
    /// <returns>Whether the client still takes it.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        if (_isBroken)
        {
            return false;
        }

        try
        {
            if (await _output.FlushAsync() is { } end)
            {
                Break(end);
            }
        }
        catch (Exception e) when (IsDisconnection(e))
        {
            Break(SessionEnd.ClientClosed);
        }

        return !_isBroken;
    }

    /// <summary>
    /// Reads and drops what still comes, for a second at most. A connection that is closed with input unread is reset, and the reset may overtake the last reply.
    /// </summary>
    public async ValueTask LingerAsync()
    {
        var until = BytesReceived + MaximumLingering;
        End = null;
        Timer.Clear();
        do
        {
            _input.Buffer = _input.Buffer.Slice(_input.Buffer.End);
        }
        while (!_isBroken && BytesReceived < until && await FillAsync(s_lingering));
    }

    /// <summary>
    /// Speaks TLS from here on, beginning with what has come and was not taken. A caller that invited the client to it has called <see cref="Discard"/> before it did: once
    /// invited, what comes is the client's handshake.
    /// </summary>
    /// <returns>What the handshake gave; null when it failed.</returns>
    public async Task<TlsUpgrade?> UpgradeAsync(IDuplexPipe transport, EndPoint client, TlsUpgrader upgrader, CancellationToken disconnected)
    {
        _input.GiveBack();
        var upgrade = await upgrader(transport, client, disconnected);
        if (upgrade is not null)
        {
            _input.GoOnWith(upgrade.Transport.Input);
            _output.GoOnWith(upgrade.Transport.Output);
        }

        return upgrade;
    }

    /// <summary>Ends the session when it next waits for a command between messages, or is waited for within one for five seconds. For any thread.</summary>
    public void Stop()
    {
        _isStopping = true;
        Interlocked.MemoryBarrier();
        if (_isInterruptible)
        {
            _input.CancelPendingRead();
        }
    }

    public void Dispose()
    {
        Timer.Dispose();
        if (!_isBroken)
        {
            _input.Release();
        }
    }

    private async ValueTask<LineRead> ReadAsync(bool isCommand, bool mayStop)
    {
        while (true)
        {
            var buffer = _input.Buffer;
            var status = isCommand ? _lines.Read(ref buffer, out var line) : _lines.ReadAuthenticationResponse(ref buffer, out line);
            _input.Buffer = buffer;
            if (status != SmtpLineStatus.Incomplete)
            {
                return new LineRead(status, line);
            }

            if (!await WaitForLineAsync(mayStop))
            {
                return default;
            }
        }
    }

    /// <summary>Waits for more of a line; false when nothing more comes, or the session is to end.</summary>
    private async ValueTask<bool> WaitForLineAsync(bool mayStop)
    {
        // Either Stop sees that somebody waits, or whoever is about to wait sees that he is to stop.
        _isInterruptible = true;
        Interlocked.MemoryBarrier();
        var more = !_isStopping && await FillAsync();
        _isInterruptible = false;
        if (more || !_isStopping || End is not (null or SessionEnd.Stopping))
        {
            return more;
        }

        End = null;
        if (!mayStop && await FillAsync(s_stopping))
        {
            return true;
        }

        End ??= SessionEnd.Stopping;
        return false;
    }

    private async ValueTask<bool> FillAsync(TimeSpan? patience)
    {
        if (!await FlushAsync())
        {
            return false;
        }

        while (true)
        {
            try
            {
                var read = _input.ReadAsync();
                if (!read.IsCompleted)
                {
                    Arm(patience);
                }

                var result = await read;
                Timer.Disarm();
                if (_input.TakeIn(result))
                {
                    return true;
                }

                if (Timer.Expired is { } expired)
                {
                    Timer.Clear();
                    End = patience is null ? expired : null;
                    return false;
                }

                if (result.IsCompleted)
                {
                    End = SessionEnd.ClientClosed;
                    return false;
                }

                if (_isStopping && _isInterruptible)
                {
                    End = SessionEnd.Stopping;
                    return false;
                }
            }
            catch (Exception e) when (IsDisconnection(e))
            {
                Break(SessionEnd.ClientClosed);
                return false;
            }
        }
    }

    private void Arm(TimeSpan? patience)
    {
        if (patience is { } span)
        {
            Timer.Arm(span);
        }
        else
        {
            Timer.Arm();
        }
    }

    /// <summary>Only what is pending: a flush that comes later carries the reply that tells the client.</summary>
    private void Interrupt()
    {
        if (_output.IsFlushing)
        {
            _output.CancelPendingFlush();
        }
        else
        {
            _input.CancelPendingRead();
        }
    }

    private void Break(SessionEnd end)
    {
        Timer.Disarm();
        _isBroken = true;
        End = end;
    }

    /// <summary>What a transport throws when the peer is gone: resets and aborts, also below TLS.</summary>
    private static bool IsDisconnection(Exception e) => e is IOException or OperationCanceledException or ObjectDisposedException;
}
