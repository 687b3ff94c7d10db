using System.Buffers.Binary;

namespace WebPublisher.Conformance.Web.Talking;

/// <summary>A frame of HTTP/2 (RFC 9113 section 4.1).</summary>
/// <param name="Type">Its type.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Payload">What it holds.</param>
internal readonly record struct Http2Frame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;
    public const byte Continuation = 9;

    public const byte EndOfStream = 1;
    public const byte Acknowledgement = 1;
    public const byte EndOfHeaders = 4;

    private const int HeaderLength = 9;

    /// <summary>Takes the first frame of a buffer, or none if it is not there yet.</summary>
    public static Http2Frame? Take(List<byte> buffer)
    {
        if (buffer.Count < HeaderLength)
        {
            return null;
        }

        var length = (buffer[0] << 16) | (buffer[1] << 8) | buffer[2];
        if (buffer.Count < HeaderLength + length)
        {
            return null;
        }

        var bytes = buffer.GetRange(0, HeaderLength + length).ToArray();
        buffer.RemoveRange(0, bytes.Length);
        return new Http2Frame(bytes[3], bytes[4], BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)) & int.MaxValue, bytes[HeaderLength..]);
    }

    /// <summary>The frame as it is sent.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderLength + Payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Payload.Length << 8);
        bytes[3] = Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Stream);
        Payload.CopyTo(bytes, HeaderLength);
        return bytes;
    }
}
