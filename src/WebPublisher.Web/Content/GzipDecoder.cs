using System.Buffers;
using System.Buffers.Binary;

namespace WebPublisher.Web.Content;

/// <summary>Undoes <c>gzip</c> (RFC 1952), also of several members one after the other. Its checksum and length are verified.</summary>
internal sealed class GzipDecoder : ContentDecoder
{
    private const int HeaderLength = 10;
    private const int HeaderCheck = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;
    private const int Reserved = 0xE0;

    // RFC 1952 bounds none of them; names and comments of web servers are empty.
    private const int MostOptionalBytes = 64 * 1024;

    private static readonly uint[] s_table = MakeTable();

    private readonly Inflater _inflater = new();
    private readonly byte[] _read = new byte[HeaderLength];
    private int _count;
    private int _flags;
    private int _optional;
    private int _extra;
    private State _state;
    private uint _checksum = uint.MaxValue;
    private uint _length;

    /// <inheritdoc/>
    public override OperationStatus Decode(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written)
    {
        consumed = written = 0;
        while (_state != State.End)
        {
            if (_state == State.Body)
            {
                var status = _inflater.Decode(source[consumed..], destination[written..], out var taken, out var added);
                Sum(destination.Slice(written, added));
                consumed += taken;
                written += added;
                if (status != OperationStatus.Done)
                {
                    return status;
                }

                _count = 0;
                _state = State.Trailer;
            }

            if (!_inflater.TryTakeByte(source, ref consumed, out var value))
            {
                return _state == State.NextMember ? OperationStatus.Done : OperationStatus.NeedMoreData;
            }

            if (!Read(value))
            {
                return OperationStatus.InvalidData;
            }
        }

        consumed = source.Length;
        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _inflater.Dispose();

    private bool Read(byte value)
    {
        switch (_state)
        {
            case State.NextMember:
                // What is no further member is padding, and nobody reads it.
                _state = value == 0x1F ? State.Header : State.End;
                _read[0] = value;
                _count = 1;
                return true;

            case State.Header:
                _read[_count++] = value;
                return _count < HeaderLength || EndHeader();

            case State.ExtraLength:
                _extra |= value << (8 * _count++);
                if (_count == 2)
                {
                    _count = 0;
                    Next(_extra > 0 ? State.Extra : State.Name);
                }

                return true;

            case State.Extra:
                if (++_count == _extra)
                {
                    Next(State.Name);
                }

                return true;

            case State.Name or State.Comment:
                if (value == 0)
                {
                    Next(_state + 1);
                }

                return ++_optional <= MostOptionalBytes;

            case State.Check:
                if (++_count == 2)
                {
                    _state = State.Body;
                }

                return true;

            default:
                _read[_count++] = value;
                return _count < 8 || EndMember();
        }
    }

    private bool EndHeader()
    {
        _flags = _read[3];
        if (_read[0] != 0x1F || _read[1] != 0x8B || _read[2] != 8 || (_flags & Reserved) != 0)
        {
            return false;
        }

        _count = _extra = 0;
        Next(State.ExtraLength);
        return true;
    }

    /// <summary>Goes on with what the header has of its optional parts.</summary>
    private void Next(State state)
    {
        _state = state;
        if (_state == State.ExtraLength && (_flags & HasExtra) == 0)
        {
            _state = State.Name;
        }

        if (_state == State.Name && (_flags & HasName) == 0)
        {
            _state = State.Comment;
        }

        if (_state == State.Comment && (_flags & HasComment) == 0)
        {
            _state = State.Check;
        }

        if (_state == State.Check)
        {
            _count = 0;
            _state = (_flags & HeaderCheck) == 0 ? State.Body : State.Check;
        }
    }

    private bool EndMember()
    {
        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(_read) == ~_checksum && BinaryPrimitives.ReadUInt32LittleEndian(_read.AsSpan(4)) == _length;
        _checksum = uint.MaxValue;
        _length = 0;
        _state = State.NextMember;
        _inflater.Restart();
        return isWhole;
    }

    private void Sum(ReadOnlySpan<byte> bytes)
    {
        var checksum = _checksum;
        foreach (var value in bytes)
        {
            checksum = s_table[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        _checksum = checksum;
        _length += (uint)bytes.Length;
    }

    // RFC 1952 section 8.
    private static uint[] MakeTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }

    private enum State
    {
        Header,
        ExtraLength,
        Extra,
        Name,
        Comment,
        Check,
        Body,
        Trailer,
        NextMember,
        End,
    }
}
