using System.Buffers.Binary;

namespace WebPublisher.Web.Listeners.Http2;

/// <summary>The nine bytes before every payload (RFC 9113 section 4.1).</summary>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="Type">What it is.</param>
/// <param name="Flags">Their meaning depends on the type.</param>
/// <param name="Stream">The stream, or 0 for the connection.</param>
internal readonly record struct Http2FrameHeader(int Length, Http2FrameType Type, byte Flags, int Stream)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 9;

    /// <summary>END_STREAM of DATA and HEADERS; ACK of SETTINGS and PING.</summary>
    public const byte EndStream = 0x1;

    /// <summary>PADDED of DATA and HEADERS.</summary>
    public const byte Padded = 0x8;

    /// <summary>Reads the header that <paramref name="bytes"/> begin with.</summary>
    public static Http2FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2], (Http2FrameType)bytes[3], bytes[4], (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & int.MaxValue));
}
