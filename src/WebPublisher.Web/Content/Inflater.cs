using System.Buffers;

namespace WebPublisher.Web.Content;

/// <summary>
/// Decodes DEFLATE (RFC 1951) from pieces of any size. The class library reads it from a stream that is asked for more, and says neither where the data ends nor whether
/// it was all there; an answer that broke off must not pass for a whole one.
/// </summary>
internal sealed class Inflater : IDisposable
{
    private const int WindowSize = 32 * 1024;
    private const int EndOfBlock = 256;
    private const int MostLengths = 286 + 30;

    private static readonly ushort[] s_lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly byte[] s_lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly ushort[] s_distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly byte[] s_distanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly byte[] s_lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanCode _literals = new(288);
    private readonly HuffmanCode _distances = new(32);
    private readonly HuffmanCode _lengthCode = new(19);
    private readonly byte[] _lengths = new byte[MostLengths];
    private byte[] _window = ArrayPool<byte>.Shared.Rent(WindowSize);
    private int _position;
    private long _history;
    private ulong _bits;
    private int _count;
    private State _state;
    private bool _isLast;
    private int _stored;
    private int _matchLength;
    private int _matchDistance;
    private (int Literals, int Distances, int Codes) _sizes;
    private int _read;

    /// <summary>Begins a new stream after the end of one; bytes that were read beyond that end stay.</summary>
    public void Restart()
    {
        _state = State.Block;
        _isLast = false;
        _history = 0;
    }

    /// <summary>Gives the first bytes of the stream, four at most, apart from the rest.</summary>
    public void Give(ReadOnlySpan<byte> first)
    {
        var consumed = 0;
        Fill(first, ref consumed);
    }

    /// <summary>Takes a whole byte from outside the stream, before its beginning or after its end.</summary>
    public bool TryTakeByte(ReadOnlySpan<byte> source, ref int consumed, out byte value)
    {
        if (_count >= 8)
        {
            value = (byte)_bits;
            Drop(8);
            return true;
        }

        var isThere = consumed < source.Length;
        value = isThere ? source[consumed++] : default;
        return isThere;
    }

    /// <summary>Decodes; see <see cref="ContentDecoder.Decode"/>. At <see cref="OperationStatus.Done"/> up to seven bytes of what follows may have been taken; <see cref="TryTakeByte"/> has them.</summary>
    public OperationStatus Decode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written)
    {
        consumed = written = 0;
        while (true)
        {
            Fill(source, ref consumed);
            switch (_state)
            {
                case State.Block when !BeginBlock(out var isValid):
                    return isValid ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

                case State.StoredLength when !ReadStoredLength(out var isValid):
                    return isValid ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

                case State.Stored:
                    if (CopyStored(source, destination, ref consumed, ref written) is { } stored)
                    {
                        return stored;
                    }

                    break;

                case State.Sizes when !ReadSizes(out var isValid):
                    return isValid ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

                case State.LengthCode when !ReadLengthCode(out var isValid):
                    return isValid ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

                case State.Lengths when !ReadLengths(out var isValid):
                    return isValid ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;

                case State.Symbols:
                    if (ReadSymbols(source, destination, ref consumed, ref written) is { } symbols)
                    {
                        return symbols;
                    }

                    break;

                case State.End:
                    Drop(_count % 8);
                    return OperationStatus.Done;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
        }
    }

    private bool BeginBlock(out bool isValid)
    {
        isValid = true;
        if (_isLast)
        {
            _state = State.End;
            return true;
        }

        if (_count < 3)
        {
            return false;
        }

        _isLast = (_bits & 1) != 0;
        var type = (int)(_bits >> 1) & 3;
        Drop(3);
        switch (type)
        {
            case 0:
                Drop(_count % 8);
                _state = State.StoredLength;
                break;
            case 1:
                MakeFixedCodes();
                _state = State.Symbols;
                break;
            case 2:
                _state = State.Sizes;
                break;
            default:
                isValid = false;
                return false;
        }

        return true;
    }

    private void MakeFixedCodes()
    {
        Span<byte> literals = stackalloc byte[288];
        literals[..144].Fill(8);
        literals[144..256].Fill(9);
        literals[256..280].Fill(7);
        literals[280..].Fill(8);
        Span<byte> distances = stackalloc byte[32];
        distances.Fill(5);
        _literals.Make(literals);
        _distances.Make(distances);
    }

    private bool ReadStoredLength(out bool isValid)
    {
        isValid = true;
        if (_count < 32)
        {
            return false;
        }

        _stored = (int)(_bits & 0xFFFF);
        isValid = _stored == (int)(~(_bits >> 16) & 0xFFFF);
        Drop(32);
        _state = State.Stored;
        return isValid;
    }

    private OperationStatus? CopyStored(ReadOnlySpan<byte> source, Span<byte> destination, ref int consumed, ref int written)
    {
        while (_stored > 0)
        {
            if (written == destination.Length)
            {
                return OperationStatus.DestinationTooSmall;
            }

            if (!TryTakeByte(source, ref consumed, out var value))
            {
                return OperationStatus.NeedMoreData;
            }

            Put(value, destination, ref written);
            _stored--;
        }

        _state = State.Block;
        return null;
    }

    private bool ReadSizes(out bool isValid)
    {
        isValid = true;
        if (_count < 14)
        {
            return false;
        }

        _sizes = ((int)(_bits & 31) + 257, (int)((_bits >> 5) & 31) + 1, (int)((_bits >> 10) & 15) + 4);
        Drop(14);
        isValid = _sizes is { Literals: <= 286, Distances: <= 30 };
        _read = 0;
        Array.Clear(_lengths);
        _state = State.LengthCode;
        return isValid;
    }

    private bool ReadLengthCode(out bool isValid)
    {
        isValid = true;
        for (; _read < _sizes.Codes; _read++)
        {
            if (_count < 3)
            {
                return false;
            }

            _lengths[s_lengthOrder[_read]] = (byte)(_bits & 7);
            Drop(3);
        }

        isValid = _lengthCode.Make(_lengths.AsSpan(0, s_lengthOrder.Length));
        _read = 0;
        _state = State.Lengths;
        return isValid;
    }

    private bool ReadLengths(out bool isValid)
    {
        isValid = true;
        var all = _sizes.Literals + _sizes.Distances;
        while (_read < all)
        {
            var (symbol, length) = _lengthCode.Read(_bits, _count);
            var (extra, least) = symbol switch { 16 => (2, 3), 17 => (3, 3), 18 => (7, 11), _ => (0, 1) };
            if (length <= 0 || _count < length + extra)
            {
                isValid = length >= 0;
                return false;
            }

            var times = least + ((int)(_bits >> length) & ((1 << extra) - 1));
            if (_read + times > all || (symbol == 16 && _read == 0))
            {
                isValid = false;
                return false;
            }

            _lengths.AsSpan(_read, times).Fill(symbol < 16 ? (byte)symbol : symbol == 16 ? _lengths[_read - 1] : (byte)0);
            Drop(length + extra);
            _read += times;
        }

        _state = State.Symbols;
        isValid = _lengths[EndOfBlock] != 0 && _literals.Make(_lengths.AsSpan(0, _sizes.Literals)) && _distances.Make(_lengths.AsSpan(_sizes.Literals, _sizes.Distances));
        return isValid;
    }

    private OperationStatus? ReadSymbols(ReadOnlySpan<byte> source, Span<byte> destination, ref int consumed, ref int written)
    {
        while (true)
        {
            if (!CopyMatch(destination, ref written) || written == destination.Length)
            {
                return OperationStatus.DestinationTooSmall;
            }

            // A symbol with its distance is 48 bits at most; it is read whole or not at all.
            Fill(source, ref consumed);
            var (symbol, length) = _literals.Read(_bits, _count);
            if (length <= 0)
            {
                return length == 0 ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
            }

            if (symbol < EndOfBlock)
            {
                Drop(length);
                Put((byte)symbol, destination, ref written);
                continue;
            }

            if (symbol == EndOfBlock)
            {
                Drop(length);
                _state = State.Block;
                return null;
            }

            if (BeginMatch(symbol - EndOfBlock - 1, length) is { } status)
            {
                return status;
            }
        }
    }

    private OperationStatus? BeginMatch(int lengthSymbol, int used)
    {
        if (lengthSymbol >= s_lengthBase.Length)
        {
            return OperationStatus.InvalidData;
        }

        var extra = s_lengthExtra[lengthSymbol];
        var matchLength = s_lengthBase[lengthSymbol] + ((int)(_bits >> used) & ((1 << extra) - 1));
        used += extra;
        var (symbol, length) = _distances.Read(_bits >> used, _count - used);
        if (length <= 0)
        {
            return length == 0 ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
        }

        if (symbol >= s_distanceBase.Length)
        {
            return OperationStatus.InvalidData;
        }

        used += length;
        var distanceExtra = s_distanceExtra[symbol];
        if (_count < used + distanceExtra)
        {
            return OperationStatus.NeedMoreData;
        }

        var distance = s_distanceBase[symbol] + ((int)(_bits >> used) & ((1 << distanceExtra) - 1));
        Drop(used + distanceExtra);
        if (distance > _history)
        {
            return OperationStatus.InvalidData;
        }

        (_matchLength, _matchDistance) = (matchLength, distance);
        return null;
    }

    private bool CopyMatch(Span<byte> destination, ref int written)
    {
        while (_matchLength > 0 && written < destination.Length)
        {
            Put(_window[(_position - _matchDistance) & (WindowSize - 1)], destination, ref written);
            _matchLength--;
        }

        return _matchLength == 0;
    }

    private void Put(byte value, Span<byte> destination, ref int written)
    {
        destination[written++] = value;
        _window[_position] = value;
        _position = (_position + 1) & (WindowSize - 1);
        _history++;
    }

    private void Fill(ReadOnlySpan<byte> source, ref int consumed)
    {
        while (_count <= 56 && consumed < source.Length)
        {
            _bits |= (ulong)source[consumed++] << _count;
            _count += 8;
        }
    }

    private void Drop(int bits)
    {
        _bits >>= bits;
        _count -= bits;
    }

    private enum State
    {
        Block,
        StoredLength,
        Stored,
        Sizes,
        LengthCode,
        Lengths,
        Symbols,
        End,
    }
}
