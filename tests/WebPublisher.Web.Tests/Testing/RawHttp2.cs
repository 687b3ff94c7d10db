using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>As much HTTP/2 as it takes to send a request that no client library would, and to read its status.</summary>
internal static class RawHttp2
{
    private const byte Headers = 1;

    /// <summary>The preface, settings that forbid a dynamic table, and a request on stream 1 whose fields are literals; without <paramref name="isAll"/> a body follows.</summary>
    public static byte[] Request(IEnumerable<(string Name, string Value)> fields, bool isAll = true)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            Add(name);
            Add(value);
        }

        return [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, [0, 1, 0, 0, 0, 0]), .. Frame(Headers, (byte)(isAll ? 5 : 4), 1, [.. block])];

        void Add(string text)
        {
            block.Add(checked((byte)(text.Length < 127 ? text.Length : throw new ArgumentException("too long for one byte of length"))));
            block.AddRange(Encoding.Latin1.GetBytes(text));
        }
    }

    /// <summary>A piece of the body of that request.</summary>
    public static byte[] Data(string text, bool isLast) => Frame(0, (byte)(isLast ? 1 : 0), 1, Encoding.ASCII.GetBytes(text));

    /// <summary>The status of the answer on stream 1; 0 when the stream or the connection ends without one.</summary>
    public static async Task<int> ReadStatusAsync(Stream stream)
    {
        var header = new byte[9];
        while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) == header.Length)
        {
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8];
            await stream.ReadExactlyAsync(payload);
            switch (header[3])
            {
                case Headers:
                    return Status(payload);
                case 3 or 7:
                    return 0;
                default:
                    break;
            }
        }

        return 0;
    }

    // RFC 7541: first the table's new size (section 6.3); then indexes 8 to 14 are statuses (appendix A), and another stands behind one of them as text.
    private static int Status(ReadOnlySpan<byte> block) => block[0] switch
    {
        >= 0x20 and < 0x40 => Status(block[1..]),
        0x88 => 200,
        0x89 => 204,
        0x8A => 206,
        0x8B => 304,
        0x8C => 400,
        0x8D => 404,
        0x8E => 500,
        _ => int.Parse(block.Slice(2, block[1])),
    };

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
