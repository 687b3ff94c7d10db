using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>
/// Reads the server name of a ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3), which may be spread over several records (RFC 8446 section 5.1). Strict: what
/// a TLS server would refuse is refused here, so that nothing is tunnelled that TLS would understand differently. Never throws.
/// </summary>
internal static class ClientHelloParser
{
    /// <summary>Bytes from the start of a connection that are looked at; a ClientHello that needs more is not tunnelled.</summary>
    public const int MaximumLength = 16 * 1024;

    private const int RecordHeader = 5;
    private const int HandshakeHeader = 4;
    private const byte HandshakeRecord = 22;
    private const byte ClientHelloMessage = 1;
    private const int MaximumRecord = 1 << 14;
    private const ushort ServerNameExtension = 0;
    private const byte HostNameType = 0;

    private static readonly SearchValues<byte> s_hostNameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"u8);

    /// <param name="bytes">The first bytes of a connection.</param>
    /// <param name="scratch">At least as long as <paramref name="bytes"/>; receives the handshake message without record headers.</param>
    public static ClientHello Parse(ReadOnlySpan<byte> bytes, Span<byte> scratch)
    {
        var message = 0;
        var rest = bytes;
        while (true)
        {
            // 1. A record header: handshake, any version 3.x (it is only a hint), a length within bounds. Wrong bytes are refused as soon as they are there.
            if ((rest.Length > 0 && rest[0] != HandshakeRecord) || (rest.Length > 1 && rest[1] != 3))
            {
                return ClientHello.Refused;
            }

            if (rest.Length < RecordHeader)
            {
                return Need(bytes.Length - rest.Length + RecordHeader + 1);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[3..]);
            if (length is 0 or > MaximumRecord)
            {
                return ClientHello.Refused;
            }

            // 2. Its fragment, as much of it as is there, goes behind the ones before.
            var fragment = rest[RecordHeader..];
            var taken = Math.Min(fragment.Length, length);
            fragment[..taken].CopyTo(scratch[message..]);
            message += taken;

            // 3. The message is whole when the length in its own header is reached.
            if (message > 0 && scratch[0] != ClientHelloMessage)
            {
                return ClientHello.Refused;
            }

            var missing = 1;
            if (message >= HandshakeHeader)
            {
                var whole = HandshakeHeader + ((scratch[1] << 16) | BinaryPrimitives.ReadUInt16BigEndian(scratch[2..]));
                if (message >= whole)
                {
                    // The record must end with it: the client has nothing more to say before it is answered, and early data comes in records of its own.
                    return message > whole || taken < length ? ClientHello.Refused : ParseBody(scratch[HandshakeHeader..message]);
                }

                missing = whole - message;
            }

            if (taken < length)
            {
                return Need(bytes.Length + Math.Min(length - taken, missing));
            }

            rest = fragment[length..];
        }
    }

    private static ClientHello Need(int bytes) => bytes > MaximumLength ? ClientHello.Refused : ClientHello.Incomplete(bytes);

    private static ClientHello ParseBody(ReadOnlySpan<byte> body)
    {
        // legacy_version, random, legacy_session_id<0..32>, cipher_suites<2..2^16-2>, legacy_compression_methods<1..2^8-1>, extensions
        const int VersionAndRandom = 2 + 32;
        if (body.Length < VersionAndRandom || body[0] != 3)
        {
            return ClientHello.Refused;
        }

        var rest = body[VersionAndRandom..];
        if (!TryTakeVector8(ref rest, out var session) || session.Length > 32
            || !TryTakeVector16(ref rest, out var suites) || suites.Length < 2 || suites.Length % 2 != 0
            || !TryTakeVector8(ref rest, out var compression) || compression.IsEmpty)
        {
            return ClientHello.Refused;
        }

        // TLS 1.2 allows a hello without extensions.
        if (rest.IsEmpty)
        {
            return ClientHello.Complete(null);
        }

        if (!TryTakeVector16(ref rest, out var extensions) || !rest.IsEmpty)
        {
            return ClientHello.Refused;
        }

        string? name = null;
        while (!extensions.IsEmpty)
        {
            if (extensions.Length < 2)
            {
                return ClientHello.Refused;
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            extensions = extensions[2..];
            if (!TryTakeVector16(ref extensions, out var extension))
            {
                return ClientHello.Refused;
            }

            // "There MUST NOT be more than one extension of the same type" (RFC 8446 section 4.2).
            if (type == ServerNameExtension && (name is not null || !TryReadServerName(extension, out name)))
            {
                return ClientHello.Refused;
            }
        }

        return ClientHello.Complete(name);
    }

    private static bool TryReadServerName(ReadOnlySpan<byte> extension, out string? name)
    {
        // A list that may hold other types one day, but never has; OpenSSL, too, takes exactly one host name.
        name = null;
        if (!TryTakeVector16(ref extension, out var list) || !extension.IsEmpty || list.IsEmpty || list[0] != HostNameType)
        {
            return false;
        }

        list = list[1..];
        if (!TryTakeVector16(ref list, out var host) || !list.IsEmpty || host.Length is 0 or > 255 || host.ContainsAnyExcept(s_hostNameBytes))
        {
            return false;
        }

        name = Encoding.ASCII.GetString(host).ToLowerInvariant();
        return true;
    }

    private static bool TryTakeVector8(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> vector)
    {
        vector = default;
        return !rest.IsEmpty && TryTake(ref rest, 1, rest[0], out vector);
    }

    private static bool TryTakeVector16(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> vector)
    {
        vector = default;
        return rest.Length >= 2 && TryTake(ref rest, 2, BinaryPrimitives.ReadUInt16BigEndian(rest), out vector);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, int prefix, int length, out ReadOnlySpan<byte> vector)
    {
        vector = default;
        if (rest.Length - prefix < length)
        {
            return false;
        }

        vector = rest.Slice(prefix, length);
        rest = rest[(prefix + length)..];
        return true;
    }
}
