using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>
/// Stands between a connection and Kestrel's HTTP/1.1: whole heads that mean one thing pass, and of bodies what belongs to them, so that both always agree where a request
/// begins. A head that is refused never reaches Kestrel. In its place comes a request of our own, the connection's last, which the pipeline refuses: so there is a record and
/// an answer like any other's.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="state">What the pipeline is told, and tells.</param>
/// <param name="heads">Whether heads are kept.</param>
/// <param name="time">The clock of <see cref="KestrelSettings.HeadTimeout"/>.</param>
internal sealed class RequestScreen(PipeReader inner, RequestScreenState state, KeptHeads heads, TimeProvider time) : PipeReader
{
    // What Kestrel saw last, and how much of what it has not consumed it may see.
    private ReadOnlySequence<byte> _shown;
    private long _passed;

    // What follows of the body.
    private long _bodyLeft;
    private bool _inChunks;
    private ChunkScreen _chunks;

    // Of a head that has begun: up to where its end was looked for, and until when it has to be there.
    private int _searched;
    private CancellationTokenSource? _headTimeout;

    // What is left of the request that stands for a refused one. From then on nothing of the client's is read.
    private ReadOnlySequence<byte>? _standIn;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_standIn is not null)
        {
            return new ValueTask<ReadResult>(StandIn());
        }

        var reading = inner.ReadAsync(cancellationToken);
        if (!reading.IsCompletedSuccessfully)
        {
            return ContinueAsync(reading, cancellationToken);
        }

        return TryScreen(reading.Result, out var shown) ? new ValueTask<ReadResult>(shown) : ContinueAsync(null, cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (_standIn is not null)
        {
            result = StandIn();
            return true;
        }

        result = default;
        return inner.TryRead(out var read) && TryScreen(read, out result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_standIn is { } standIn)
        {
            _standIn = standIn.Slice(consumed);
            return;
        }

        _passed -= _shown.Slice(0, consumed).Length;
        _shown = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        _headTimeout?.Dispose();
        inner.Complete(exception);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ContinueAsync(ValueTask<ReadResult>? begun, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = begun is { } reading ? await reading : await inner.ReadAsync(_headTimeout?.Token ?? cancellationToken);
            }
            catch (OperationCanceledException) when (_headTimeout is { IsCancellationRequested: true })
            {
                return Refuse(new Denial(DenialReason.HeaderTimeout, $"no whole header in {KestrelSettings.HeadTimeout.TotalSeconds:0} s"), default);
            }

            begun = null;
            if (TryScreen(read, out var shown))
            {
                return shown;
            }

            if (_searched > 0)
            {
                _headTimeout ??= new CancellationTokenSource(KestrelSettings.HeadTimeout, time);
            }
        }
    }

    /// <summary>Decides how much of what has come Kestrel may see.</summary>
    /// <returns>False when that is nothing before more has come.</returns>
    /// <exception cref="RequestFramingException">The body breaks the grammar of chunks.</exception>
    private bool TryScreen(in ReadResult read, out ReadResult shown)
    {
        var buffer = read.Buffer;
        if (state.IsTunnel)
        {
            (_shown, _passed, shown) = (buffer, buffer.Length, read);
            return true;
        }

        if (_bodyLeft > 0 || _inChunks)
        {
            PassBody(buffer);
        }
        else if (_passed == 0 && !buffer.IsEmpty && !read.IsCanceled)
        {
            // RFC 9112 section 2.2: an empty line before a request is forgiven; some clients send one behind a body.
            buffer = buffer.FirstSpan.StartsWith("\r\n"u8) ? buffer.Slice(2) : buffer;
            if (ExamineHead(buffer, out var isWhole) is { } refused)
            {
                shown = Refuse(refused, buffer);
                inner.AdvanceTo(buffer.End);
                return true;
            }

            if (!isWhole && !read.IsCompleted)
            {
                inner.AdvanceTo(buffer.Start, buffer.End);
                shown = default;
                return false;
            }
        }

        _shown = buffer.Length == _passed ? buffer : buffer.Slice(0, _passed);
        shown = new ReadResult(_shown, read.IsCanceled, read.IsCompleted && buffer.Length == _passed);
        return true;
    }

    private Denial? ExamineHead(in ReadOnlySequence<byte> buffer, out bool isWhole)
    {
        var rented = default(byte[]);
        var bytes = buffer.FirstSpan;
        var end = HeadScreen.EndOfHead(bytes, _searched);
        if (end < 0 && !buffer.IsSingleSegment)
        {
            rented = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length, HeadScreen.LongestHead + 1));
            bytes = rented.AsSpan(0, (int)Math.Min(buffer.Length, HeadScreen.LongestHead + 1));
            buffer.Slice(0, bytes.Length).CopyTo(rented);
            end = HeadScreen.EndOfHead(bytes, _searched);
        }

        isWhole = end >= 0;
        var refused = isWhole ? HeadScreen.Examine(bytes[..end], out var body) : HeadScreen.ExamineBeginning(bytes, _searched, out body);
        _searched = isWhole ? 0 : bytes.Length;
        if (isWhole && refused is null)
        {
            (_passed, _bodyLeft, _inChunks, _chunks) = (end, body.Length, body.IsChunked, default);
            if (heads.AreWanted)
            {
                state.Keep(bytes[..end]);
            }

            _headTimeout?.Dispose();
            _headTimeout = null;
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return refused;
    }

    private void PassBody(in ReadOnlySequence<byte> buffer)
    {
        if (!_inChunks)
        {
            var more = Math.Min(_bodyLeft, buffer.Length - _passed);
            _bodyLeft -= more;
            _passed += more;
            return;
        }

        foreach (var piece in buffer.Slice(_passed))
        {
            if (_chunks.Take(piece.Span, out var taken) is { } wrong)
            {
                inner.AdvanceTo(buffer.End);
                _standIn = ReadOnlySequence<byte>.Empty;
                throw new RequestFramingException(wrong);
            }

            _passed += taken;
            if (_chunks.IsComplete)
            {
                _inChunks = false;
                return;
            }
        }
    }

    private ReadResult Refuse(Denial denial, in ReadOnlySequence<byte> head)
    {
        state.Refused = denial;
        state.KeepNone();
        if (!head.IsEmpty)
        {
            state.Keep(head.Slice(0, Math.Min(head.Length, HeadScreen.LongestHead)).ToArray());
        }

        _standIn = new ReadOnlySequence<byte>(Screening.StandIn.For(head));
        return StandIn();
    }

    // The end of the connection follows when the stand-in has been read.
    private ReadResult StandIn() => new(_standIn!.Value, isCanceled: false, isCompleted: _standIn.Value.IsEmpty);
}
