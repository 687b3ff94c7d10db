using System.Buffers;
using System.IO.Pipelines;

namespace WebPublisher.Smtp.Receive;

/// <summary>
/// What a client has sent and nobody took yet. The transport is given back what was taken before more is waited for, and with it the memory: a session that waits holds
/// none.
/// </summary>
internal sealed class ReceivedOctets(PipeReader transport)
{
    private PipeReader _transport = transport;
    private ReadOnlySequence<byte> _buffer;
    private long _known;
    private bool _holding;

    /// <summary>Octets received in all.</summary>
    public long Count { get; private set; }

    /// <summary>What has come and was not taken yet. Whoever takes content puts back the rest.</summary>
    public ReadOnlySequence<byte> Buffer
    {
        get => _buffer;
        set => _buffer = value;
    }

    /// <summary>Begins to wait for more behind what there is. What comes is taken in by <see cref="TakeIn"/>.</summary>
    public ValueTask<ReadResult> ReadAsync()
    {
        _known = _buffer.Length;
        Release();
        return _transport.ReadAsync();
    }

    /// <summary>Takes in what a read gave.</summary>
    /// <returns>Whether there is more than before it.</returns>
    public bool TakeIn(in ReadResult result)
    {
        Count += result.Buffer.Length - _known;
        _buffer = result.Buffer;
        _holding = true;
        return _buffer.Length > _known;
    }

    /// <summary>Whether something has come that was not taken.</summary>
    public bool HasPending()
    {
        if (!_buffer.IsEmpty)
        {
            return true;
        }

        Release();
        _known = 0;
        return _transport.TryRead(out var result) && TakeIn(result);
    }

    /// <summary>Drops what has come so far.</summary>
    public void Drop()
    {
        _ = HasPending();
        _buffer = _buffer.Slice(_buffer.End);
        Release();
    }

    /// <summary>Leaves what was not taken to the next reader, who finds it at once.</summary>
    public void GiveBack()
    {
        if (_holding)
        {
            _holding = false;
            _transport.AdvanceTo(_buffer.Start);
            _buffer = default;
        }
    }

    /// <summary>Gives back what was taken, and with it the memory.</summary>
    public void Release()
    {
        if (_holding)
        {
            _holding = false;
            _transport.AdvanceTo(_buffer.Start, _buffer.End);
            _buffer = default;
        }
    }

    /// <summary>Reads from another transport from here on: what TLS decrypts. What came before it was given back.</summary>
    public void GoOnWith(PipeReader decrypted) => _transport = decrypted;

    /// <summary>Makes a read return that waits, or the next one. For any thread.</summary>
    public void CancelPendingRead() => _transport.CancelPendingRead();
}
