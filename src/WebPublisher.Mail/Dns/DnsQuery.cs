using System.Buffers.Binary;

namespace WebPublisher.Mail.Dns;

/// <summary>One question for a server that looks names up for others.</summary>
/// <param name="Id">A number that the answer must repeat.</param>
/// <param name="Name">The name, in the spelling that the answer must repeat.</param>
/// <param name="Type">What is asked of it.</param>
public sealed record DnsQuery(ushort Id, DnsName Name, DnsType Type)
{
    /// <summary>The longest query in octets.</summary>
    public const int MaximumOctets = DnsHeader.Octets + DnsName.MaximumOctets + 4 + OptOctets;

    /// <summary>
    /// What we say fits in a datagram, in octets: an answer of this size is not cut up on the way, and so no part of it can be replaced by a stranger
    /// (DNS flag day 2020).
    /// </summary>
    public const int DatagramOctets = 1232;

    internal const int ClassInternet = 1;
    private const int OptOctets = 11;

    /// <summary>Writes the query and returns its length in octets.</summary>
    /// <param name="output">At least <see cref="MaximumOctets"/>.</param>
    /// <param name="edns">Whether to say that answers above 512 octets are welcome (RFC 6891); a few old servers take offence.</param>
    public int Write(Span<byte> output, bool edns)
    {
        output[..DnsHeader.Octets].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(output, Id);
        BinaryPrimitives.WriteUInt16BigEndian(output[2..], DnsHeader.RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(output[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(output[10..], (ushort)(edns ? 1 : 0));
        var at = DnsHeader.Octets;
        Name.Wire.CopyTo(output[at..]);
        at += Name.Wire.Length;
        BinaryPrimitives.WriteUInt16BigEndian(output[at..], (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(output[(at + 2)..], ClassInternet);
        at += 4;
        if (!edns)
        {
            return at;
        }

        // The root's name, the type, what fits, and six octets of extended code, version, flags and the length of no options.
        var opt = output.Slice(at, OptOctets);
        opt.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)DnsType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], DatagramOctets);
        return at + OptOctets;
    }
}
