namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// What a client's frames cost against what it may spend: an allowance that refills with time, with requests that are served and with what the client is sent.
/// Frames that carry a body or ask for one pay for themselves; frames that only make work do not. For one connection; frames are charged by one thread, sent bytes are noted by another.
/// </summary>
/// <remarks>
/// The numbers: a browser sends some ten frames with nothing in them when it connects and one or two WINDOW_UPDATE for each 16 KB it is sent. A client that sends none but
/// idle frames gets through the allowance of a thousand in about a millisecond of a core, and is then held to a hundred a second.
/// </remarks>
internal sealed class FrameAccount(TimeProvider time)
{
    /// <summary>Most that is saved up; a WINDOW_UPDATE costs 1.</summary>
    public const int Capacity = 1000;

    /// <summary>What comes back in a second.</summary>
    public const int PerSecond = 100;

    /// <summary>Bytes sent to the client that are worth 1. The answer to a PING (17) is not worth what a PING costs.</summary>
    public const int BytesSentForOne = 32;

    /// <summary>DATA with fewer bytes is small.</summary>
    public const int SmallData = 64;

    /// <summary>Windows with less room than this are withheld: no client that wants an answer sets one.</summary>
    public const int SmallWindow = 1024;

    /// <summary>What a stream costs whose answer is withheld: eight at once.</summary>
    public const int WithheldStream = 125;

    /// <summary>Most CONTINUATION frames of one header block. A whole block of the largest size that is taken needs two.</summary>
    public const int MaximumContinuations = 32;

    /// <summary>Most bytes of one header block, compressed.</summary>
    public const int MaximumBlock = 64 * 1024;

    private const int MostStreams = 100;

    private double _allowance = Capacity;
    private long _refilledAt = time.GetTimestamp();
    private long _served;
    private long _servedBefore;
    private long _sent;
    private long _sentBefore;
    private uint _window = 65535;
    private int _opened;
    private int _block;
    private int _continuations;

    /// <summary>Charges for a frame.</summary>
    /// <returns>What there was too much of, or null.</returns>
    public FloodKind? Charge(Http2FrameHeader frame) => frame.Type switch
    {
        Http2FrameType.Data => IsSmall(frame) ? Take(1, FloodKind.SmallData) : null,
        Http2FrameType.Headers => OpenStream(frame.Length),
        Http2FrameType.Continuation => ContinueBlock(frame.Length),
        Http2FrameType.ResetStream => Take(20, FloodKind.Resets),
        Http2FrameType.Priority => Take(1, FloodKind.Priorities),
        Http2FrameType.WindowUpdate => Take(1, FloodKind.WindowUpdates),
        Http2FrameType.Ping => Take(2, FloodKind.Pings),
        Http2FrameType.Settings => Take(10, FloodKind.Settings),
        _ => Take(2, FloodKind.OtherFrames),
    };

    /// <summary>Takes note of a setting of the client's. A window that shrinks after streams were opened withholds their answers too.</summary>
    /// <returns>What there was too much of, or null.</returns>
    public FloodKind? Note(int setting, uint value)
    {
        if (setting != SendWindows.InitialWindowSetting)
        {
            return null;
        }

        var shrinks = value < SmallWindow && _window >= SmallWindow;
        _window = value;
        return shrinks ? Take(WithheldStream * _opened, FloodKind.WithheldWindow) : null;
    }

    /// <summary>Takes note that a request has reached the pipeline, which pays for its HEADERS. May be called by several threads at once.</summary>
    public void NoteServed() => Interlocked.Increment(ref _served);

    /// <summary>Bytes sent to the client so far.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Takes note of bytes sent to the client.</summary>
    public void NoteSent(int bytes) => Volatile.Write(ref _sent, _sent + bytes);

    private static bool IsSmall(Http2FrameHeader frame) =>
        (frame.Flags & Http2FrameHeader.EndStream) == 0
        && frame.Length < SmallData + ((frame.Flags & Http2FrameHeader.Padded) == 0 ? 0 : byte.MaxValue + 1);

    private FloodKind? OpenStream(int length)
    {
        (_block, _continuations) = (length, 0);
        _opened = Math.Min(_opened + 1, MostStreams);
        return _window < SmallWindow ? Take(WithheldStream, FloodKind.WithheldWindow) : Take(1, FloodKind.Requests);
    }

    private FloodKind? ContinueBlock(int length)
    {
        _block += length;
        return ++_continuations > MaximumContinuations || _block > MaximumBlock ? FloodKind.HeaderBlock : Take(1, FloodKind.HeaderBlock);
    }

    private FloodKind? Take(int cost, FloodKind kind)
    {
        _allowance -= cost;
        return _allowance >= 0 || Refill() ? null : kind;
    }

    /// <summary>Only here is the clock read: as long as there is an allowance, a frame costs a subtraction.</summary>
    private bool Refill()
    {
        var (now, served, sent) = (time.GetTimestamp(), Volatile.Read(ref _served), Volatile.Read(ref _sent));
        var earned = (time.GetElapsedTime(_refilledAt, now).TotalSeconds * PerSecond) + (served - _servedBefore) + ((double)(sent - _sentBefore) / BytesSentForOne);
        (_refilledAt, _servedBefore, _sentBefore) = (now, served, sent);
        _allowance = Math.Min(Capacity, _allowance + earned);
        return _allowance >= 0;
    }
}
