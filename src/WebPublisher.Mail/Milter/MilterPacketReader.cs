using System.Buffers;
using System.Buffers.Binary;

namespace WebPublisher.Mail.Milter;

/// <summary>Reads packets of the milter protocol: a length in four octets, most significant first, then a letter and its data, which it counts both. Total: no input throws.</summary>
public static class MilterPacketReader
{
    /// <summary>
    /// The longest packet that is read, in octets without its length. Pieces of bodies have 65,535; a header field comes whole, and a mail server may take long ones.
    /// </summary>
    public const int MaximumLength = 1024 * 1024;

    private const int LengthSize = sizeof(uint);

    /// <summary>Cuts a packet off the beginning of <paramref name="input"/>.</summary>
    public static MilterReadStatus TryRead(ref ReadOnlySequence<byte> input, out MilterPacket packet)
    {
        packet = default;
        if (input.Length < LengthSize)
        {
            return MilterReadStatus.Incomplete;
        }

        Span<byte> prefix = stackalloc byte[LengthSize];
        input.Slice(0, LengthSize).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is 0 or > MaximumLength)
        {
            return MilterReadStatus.Malformed;
        }

        if (input.Length - LengthSize < length)
        {
            return MilterReadStatus.Incomplete;
        }

        var whole = input.Slice(LengthSize, length);
        packet = new MilterPacket((MilterCommand)whole.FirstSpan[0], whole.Slice(1));
        input = input.Slice(whole.End);
        return MilterReadStatus.Packet;
    }
}
