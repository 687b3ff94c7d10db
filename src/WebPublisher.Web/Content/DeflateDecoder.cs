using System.Buffers;
using System.Buffers.Binary;

namespace WebPublisher.Web.Content;

/// <summary>Undoes <c>deflate</c>: the zlib format (RFC 1950), or bare DEFLATE, which some servers send under that name and browsers read.</summary>
internal sealed class DeflateDecoder : ContentDecoder
{
    private const uint AdlerModulus = 65521;

    private readonly Inflater _inflater = new();
    private readonly byte[] _read = new byte[4];
    private int _count;
    private State _state;
    private bool _isBare;
    private uint _a = 1;
    private uint _b;

    /// <inheritdoc/>
    public override OperationStatus Decode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written)
    {
        consumed = written = 0;
        if (_state == State.Header)
        {
            // RFC 1950 section 2.2: method 8, and the two bytes together a multiple of 31. A block of bare DEFLATE is never taken for it: its first bits would be a stored
            // block's, whose padding is zero.
            while (_count < 2)
            {
                if (source.Length == consumed)
                {
                    return OperationStatus.NeedMoreData;
                }

                _read[_count++] = source[consumed++];
            }

            _isBare = (_read[0] & 0x0F) != 8 || ((_read[0] << 8) | _read[1]) % 31 != 0;
            if (!_isBare && (_read[1] & 0x20) != 0)
            {
                return OperationStatus.InvalidData;
            }

            if (_isBare)
            {
                _inflater.Give(_read.AsSpan(0, 2));
            }

            _state = State.Body;
        }

        if (_state == State.Body)
        {
            var status = _inflater.Decode(source[consumed..], destination, out var taken, out written);
            consumed += taken;
            Sum(destination[..written]);
            if (status != OperationStatus.Done)
            {
                return status;
            }

            _count = 0;
            _state = _isBare ? State.End : State.Trailer;
        }

        while (_state == State.Trailer)
        {
            if (!_inflater.TryTakeByte(source, ref consumed, out _read[_count]))
            {
                return OperationStatus.NeedMoreData;
            }

            if (++_count == 4)
            {
                _state = State.End;
                if (BinaryPrimitives.ReadUInt32BigEndian(_read) != ((_b << 16) | _a))
                {
                    return OperationStatus.InvalidData;
                }
            }
        }

        consumed = source.Length;
        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _inflater.Dispose();

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        if (_isBare)
        {
            return;
        }

        // So many additions fit into 32 bits before the remainder has to be taken.
        const int Most = 5552;
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(Most, bytes.Length)];
            foreach (var value in piece)
            {
                _a += value;
                _b += _a;
            }

            _a %= AdlerModulus;
            _b %= AdlerModulus;
            bytes = bytes[piece.Length..];
        }
    }

    private enum State
    {
        Header,
        Body,
        Trailer,
        End,
    }
}
