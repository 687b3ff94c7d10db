using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>The extension of a ClientHello by which a client asks for a server (RFC 6066 section 3).</summary>
internal static class ServerNameExtension
{
    private const byte HostName = 0;
    private const int Longest = 255;

    /// <summary>Reads the name.</summary>
    /// <param name="content">The extension's content; by OpenSSL only its frame has been looked at.</param>
    /// <returns>The name, or empty where there is none that can be a host's; OpenSSL refuses such a handshake later.</returns>
    public static string Read(ReadOnlySpan<byte> content)
    {
        // A list of one: its length, the type of the name, the name's length, the name.
        if (content.Length < 5 || BinaryPrimitives.ReadUInt16BigEndian(content) != content.Length - 2 || content[2] != HostName)
        {
            return "";
        }

        var name = content[5..];
        return BinaryPrimitives.ReadUInt16BigEndian(content[3..]) == name.Length && name.Length <= Longest && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? Encoding.ASCII.GetString(name)
            : "";
    }
}
