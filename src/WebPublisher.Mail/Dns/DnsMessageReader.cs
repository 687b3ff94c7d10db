using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace WebPublisher.Mail.Dns;

/// <summary>
/// Reads responses (RFC 1035 section 4). Never throws, whatever the octets are, and does work in proportion to their number: a compression pointer must point before the name it
/// stands in, a name has at most 255 octets and one pointer for each of its labels, and records are read once, in order.
/// </summary>
public ref struct DnsMessageReader
{
    /// <summary>A name of 255 octets has at most 127 labels; each may be reached by a pointer of its own.</summary>
    private const int MostPointers = 128;

    private readonly ReadOnlySpan<byte> _message;
    private int _at;
    private DnsMessageError _error;

    private DnsMessageReader(ReadOnlySpan<byte> message) => _message = message;

    /// <summary>Reads a message that fills the whole of <paramref name="message"/>; octets behind its last record are refused with <see cref="DnsMessageError.BadRecord"/>.</summary>
    /// <param name="message">A datagram, or what a length stands before on TCP.</param>
    /// <param name="error">Why the result is null.</param>
    public static DnsResponse? Read(ReadOnlySpan<byte> message, out DnsMessageError error)
    {
        var reader = new DnsMessageReader(message);
        var response = reader.Response();
        error = reader._error;
        return response;
    }

    private DnsResponse? Response()
    {
        if (_message.Length < DnsHeader.Octets)
        {
            return Fail<DnsResponse>(DnsMessageError.CutShort);
        }

        var flags = BinaryPrimitives.ReadUInt16BigEndian(_message[2..]);
        var questions = BinaryPrimitives.ReadUInt16BigEndian(_message[4..]);
        if ((flags & DnsHeader.Response) == 0)
        {
            return Fail<DnsResponse>(DnsMessageError.NotAResponse);
        }

        if ((flags & DnsHeader.Operation) != 0 || questions > 1)
        {
            return Fail<DnsResponse>(DnsMessageError.UnknownOperation);
        }

        _at = DnsHeader.Octets;
        DnsName? question = null;
        var type = 0;
        if (questions == 1 && ((question = Name()) is null || !Number(out type) || !Number(out var questionClass) || questionClass != DnsQuery.ClassInternet))
        {
            return Fail<DnsResponse>(DnsMessageError.BadRecord);
        }

        var response = new DnsResponse
        {
            Id = BinaryPrimitives.ReadUInt16BigEndian(_message),
            Code = (DnsResponseCode)(flags & DnsHeader.Code),
            IsTruncated = (flags & DnsHeader.Truncated) != 0,
            IsAuthoritative = (flags & DnsHeader.Authoritative) != 0,
            OffersRecursion = (flags & DnsHeader.RecursionAvailable) != 0,
            Question = question,
            QuestionType = (DnsType)type,
        };

        // Where a truncated response breaks off differs from server to server, within a record even; none of it is used.
        return response.IsTruncated ? response : Sections(response);
    }

    private DnsResponse? Sections(DnsResponse response)
    {
        var answers = ImmutableArray.CreateBuilder<DnsRecord>();
        ZoneRecord? zone = null;
        var code = (int)response.Code;
        for (var section = 0; section < 3; section++)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(_message[(6 + (2 * section))..]);
            for (var i = 0; i < count; i++)
            {
                if (!Record(wanted: section < 2, ref code, out var record))
                {
                    return null;
                }

                if (section == 0 && record is not null)
                {
                    answers.Add(record);
                }
                else if (section == 1)
                {
                    zone ??= record as ZoneRecord;
                }
            }
        }

        return _at == _message.Length
            ? response with { Code = (DnsResponseCode)code, Answers = answers.DrainToImmutable(), Zone = zone }
            : Fail<DnsResponse>(DnsMessageError.BadRecord);
    }

    /// <summary>Reads one record; its content only if it is <paramref name="wanted"/> and of a type and class we know.</summary>
    private bool Record(bool wanted, ref int code, out DnsRecord? record)
    {
        record = null;
        if (Name() is not { } name || !Number(out var type) || !Number(out var recordClass) || !Seconds(out var ttl) || !Number(out var length))
        {
            return false;
        }

        var end = _at + length;
        if (end > _message.Length)
        {
            return Fail(DnsMessageError.CutShort);
        }

        if (type == (int)DnsType.Opt)
        {
            // The highest octet of what is a time elsewhere holds eight more bits of the code (RFC 6891 section 6.1.3).
            code |= _message[_at - 6] << 4;
        }
        else if (wanted && recordClass == DnsQuery.ClassInternet)
        {
            record = Content(name, (DnsType)type, ttl, length);
            if (_error != DnsMessageError.None || (record is not null && _at != end))
            {
                return Fail(DnsMessageError.BadRecord);
            }
        }

        _at = end;
        return true;
    }

    private DnsRecord? Content(DnsName name, DnsType type, int ttl, int length)
    {
        switch (type)
        {
            case DnsType.A when length == 4:
            case DnsType.Aaaa when length == 16:
                _at += length;
                return new AddressRecord(name, type, ttl, new IPAddress(_message.Slice(_at - length, length)));
            case DnsType.A or DnsType.Aaaa:
                return Fail<DnsRecord>(DnsMessageError.BadRecord);
            case DnsType.Cname or DnsType.Ptr:
                return Name() is { } target ? new NameRecord(name, type, ttl, target) : null;
            case DnsType.Mx:
                return Number(out var preference) && Name() is { } exchange ? new MailExchangeRecord(name, ttl, preference, exchange) : null;
            case DnsType.Txt:
                return Strings(length) is { } text ? new TextRecord(name, ttl, text) : null;
            case DnsType.Soa:
                return Name() is not null && Name() is not null && Seconds(out _) && Seconds(out _) && Seconds(out _) && Seconds(out _) && Seconds(out var minimum)
                    ? new ZoneRecord(name, ttl, minimum)
                    : null;
            default:
                return null;
        }
    }

    private string? Strings(int length)
    {
        // No string at all is not allowed for, yet some servers have such records; they are empty texts.
        var end = _at + length;
        var text = new StringBuilder(length);
        while (_at < end)
        {
            int part = _message[_at++];
            if (_at + part > end)
            {
                return Fail<string>(DnsMessageError.BadRecord);
            }

            text.Append(Encoding.Latin1.GetString(_message.Slice(_at, part)));
            _at += part;
        }

        return text.ToString();
    }

    private DnsName? Name()
    {
        Span<byte> wire = stackalloc byte[DnsName.MaximumOctets];
        var length = 0;
        var pointers = 0;
        var at = _at;
        var before = _at;
        while (at < _message.Length)
        {
            int label = _message[at++];
            switch (label & 0xC0)
            {
                case 0xC0 when at == _message.Length:
                    return Fail<DnsName>(DnsMessageError.CutShort);
                case 0xC0:
                    var target = ((label & 0x3F) << 8) | _message[at++];
                    if (pointers++ == 0)
                    {
                        _at = at;
                    }

                    // Strictly backwards from where the pointer's own stretch begins: no loop can be built of that.
                    if (target >= before || pointers > MostPointers)
                    {
                        return Fail<DnsName>(DnsMessageError.BadName);
                    }

                    at = before = target;
                    continue;
                case not 0:
                    return Fail<DnsName>(DnsMessageError.BadName);
            }

            if (length + label + 1 > wire.Length)
            {
                return Fail<DnsName>(DnsMessageError.BadName);
            }

            wire[length++] = (byte)label;
            if (label == 0)
            {
                _at = pointers == 0 ? at : _at;
                return length == 1 ? DnsName.Root : new DnsName(wire[..length].ToArray());
            }

            if (at + label > _message.Length)
            {
                return Fail<DnsName>(DnsMessageError.CutShort);
            }

            _message.Slice(at, label).CopyTo(wire[length..]);
            length += label;
            at += label;
        }

        return Fail<DnsName>(DnsMessageError.CutShort);
    }

    private bool Number(out int value)
    {
        value = 0;
        if (_at + 2 > _message.Length)
        {
            return Fail(DnsMessageError.CutShort);
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(_message[_at..]);
        _at += 2;
        return true;
    }

    private bool Seconds(out int value)
    {
        value = 0;
        if (_at + 4 > _message.Length)
        {
            return Fail(DnsMessageError.CutShort);
        }

        value = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(_message[_at..]));
        _at += 4;
        return true;
    }

    private bool Fail(DnsMessageError error)
    {
        _error = _error == DnsMessageError.None ? error : _error;
        return false;
    }

    private T? Fail<T>(DnsMessageError error)
        where T : class
    {
        Fail(error);
        return null;
    }
}
