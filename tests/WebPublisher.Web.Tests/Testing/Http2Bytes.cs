using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>Frames of a client, byte by byte (RFC 9113 section 4.1), with literal header fields (RFC 7541 section 6.2.2).</summary>
public static class Http2Bytes
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Priority = 2;
    public const byte ResetStream = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte EndHeaders = 4;

    public static byte[] Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    public static byte[] Frame(byte type, byte flags, int stream, params byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        (frame[0], frame[1], frame[2]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    /// <summary>The preface with one setting.</summary>
    public static byte[] Hello(short setting, int value) => [.. Preface, .. Frame(Settings, 0, 0, Setting(setting, value))];

    public static byte[] Setting(short setting, int value)
    {
        var bytes = new byte[6];
        BinaryPrimitives.WriteInt16BigEndian(bytes, setting);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), value);
        return bytes;
    }

    /// <summary>A whole request without a body, or with one to come.</summary>
    public static byte[] Request(int stream, string authority, string path, string method = "GET", bool hasBody = false) =>
        Frame(Headers, (byte)(EndHeaders | (hasBody ? 0 : EndStream)), stream, Block((":method", method), (":scheme", "https"), (":authority", authority), (":path", path)));

    public static byte[] Block(params (string Name, string Value)[] fields) =>
        [.. fields.SelectMany(field => (byte[])[0, .. Text(field.Name), .. Text(field.Value)])];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
