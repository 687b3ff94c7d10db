using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

/// <summary>A response as a server writes it; names of records point to the question where they equal it, as servers do to save octets.</summary>
internal sealed class WireResponse
{
    private const int QuestionAt = 12;
    private readonly List<byte> _octets = [.. new byte[12]];
    private readonly DnsName _question;
    private readonly int[] _counts = [1, 0, 0, 0];
    private int _flags = 0x8180;
    private int _ttl = 300;

    public WireResponse(DnsType type, string name, ushort id = 1)
        : this(new DnsQuery(id, NameOf(name), type))
    {
    }

    public WireResponse(DnsQuery query)
    {
        _question = query.Name;
        Name(query.Name, compress: false);
        Number((int)query.Type);
        Number(1);
        BinaryPrimitives.WriteUInt16BigEndian(Head(0), query.Id);
    }

    public static DnsName NameOf(string text) => DnsName.TryParse(text, out var name) ? name : throw new ArgumentException($"{text} is no name", nameof(text));

    public WireResponse Code(DnsResponseCode code)
    {
        _flags = (_flags & ~0xF) | (int)code;
        return this;
    }

    public WireResponse Flags(int set, int clear = 0)
    {
        _flags = (_flags | set) & ~clear;
        return this;
    }

    public WireResponse Ttl(int seconds)
    {
        _ttl = seconds;
        return this;
    }

    public WireResponse Address(string owner, string address)
    {
        var parsed = IPAddress.Parse(address);
        return Record(1, owner, parsed.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa, () => _octets.AddRange(parsed.GetAddressBytes()));
    }

    public WireResponse Alias(string owner, string target) => Record(1, owner, DnsType.Cname, () => Name(NameOf(target)));

    public WireResponse Pointer(string owner, string target) => Record(1, owner, DnsType.Ptr, () => Name(NameOf(target)));

    public WireResponse Mx(string owner, int preference, string exchange) => Record(1, owner, DnsType.Mx, () =>
    {
        Number(preference);
        Name(NameOf(exchange));
    });

    public WireResponse Txt(string owner, params string[] strings) => Record(1, owner, DnsType.Txt, () =>
    {
        foreach (var part in strings)
        {
            _octets.Add((byte)part.Length);
            _octets.AddRange(Encoding.Latin1.GetBytes(part));
        }
    });

    public WireResponse Soa(string zone, int minimum) => Record(2, zone, DnsType.Soa, () =>
    {
        Name(NameOf("ns." + zone));
        Name(NameOf("hostmaster." + zone));
        _octets.AddRange(new byte[16]);
        Number(minimum >> 16);
        Number(minimum & 0xFFFF);
    });

    public WireResponse Record(int section, string owner, DnsType type, Action content)
    {
        _counts[section]++;
        Name(NameOf(owner));
        Number((int)type);
        Number(1);
        Number(_ttl >> 16);
        Number(_ttl & 0xFFFF);
        Number(0);
        var start = _octets.Count;
        content();
        var length = _octets.Count - start;
        (_octets[start - 2], _octets[start - 1]) = ((byte)(length >> 8), (byte)length);
        return this;
    }

    public WireResponse Raw(params ReadOnlySpan<byte> octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    public byte[] ToArray()
    {
        BinaryPrimitives.WriteUInt16BigEndian(Head(2), (ushort)_flags);
        for (var i = 0; i < _counts.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(Head(4 + (2 * i)), (ushort)_counts[i]);
        }

        return [.. _octets];
    }

    private Span<byte> Head(int at) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets)[at..];

    private void Number(int value) => _octets.AddRange([(byte)(value >> 8), (byte)value]);

    private void Name(DnsName name, bool compress = true)
    {
        if (compress && name.Equals(_question))
        {
            Number(0xC000 | QuestionAt);
            return;
        }

        _octets.AddRange(name.Wire);
    }
}
