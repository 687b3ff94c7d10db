using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>Writes ClientHello messages byte by byte, good ones and bad ones.</summary>
internal static class ClientHelloBytes
{
    /// <summary>A handshake message without record header.</summary>
    public static byte[] Message(string? serverName, ushort version = 0x0303, int padding = 0, ushort[]? suites = null)
    {
        var extensions = new List<byte>();
        if (serverName is not null)
        {
            var host = Encoding.ASCII.GetBytes(serverName);
            extensions.AddRange([0, 0, .. Number16(host.Length + 5), .. Number16(host.Length + 3), 0, .. Number16(host.Length), .. host]);
        }

        if (padding > 0)
        {
            extensions.AddRange([0, 21, .. Number16(padding), .. new byte[padding]]);
        }

        byte[] suiteBytes = [.. (suites ?? [0xC02F, 0xC02B, 0x1301]).SelectMany(s => Number16(s))];
        byte[] body =
        [
            .. Number16(version), .. Enumerable.Repeat((byte)7, 32), 0, .. Number16(suiteBytes.Length), .. suiteBytes, 1, 0,
            .. extensions.Count == 0 ? [] : (byte[])[.. Number16(extensions.Count), .. extensions],
        ];
        return [1, (byte)(body.Length >> 16), .. Number16(body.Length), .. body];
    }

    /// <summary>The message in records of at most <paramref name="fragment"/> bytes.</summary>
    public static byte[] Records(byte[] message, int fragment = 1 << 14) =>
        [.. message.Chunk(fragment).SelectMany(chunk => (byte[])[22, 3, 1, .. Number16(chunk.Length), .. chunk])];

    private static byte[] Number16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}
