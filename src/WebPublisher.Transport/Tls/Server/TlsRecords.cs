using System.Buffers;
using System.Buffers.Binary;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>Finds whole records in what has arrived (RFC 8446 section 5.1), so that OpenSSL holds no part of one while the rest is waited for.</summary>
internal static class TlsRecords
{
    private const int HeaderSize = 5;
    private const int LongestFragment = (16 * 1024) + 2048;

    /// <summary>How much of it are whole records.</summary>
    /// <param name="received">Begins with a record.</param>
    /// <param name="limit">What is enough: no record is added to this much.</param>
    /// <returns>In bytes; all of it when it is no TLS, for OpenSSL to say what is wrong.</returns>
    public static long Whole(in ReadOnlySequence<byte> received, int limit)
    {
        var length = 0L;
        Span<byte> room = stackalloc byte[HeaderSize];
        while (length < limit && received.Length - length >= HeaderSize)
        {
            var header = Header(received, length, room);
            var fragment = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            if (header[0] is < 20 or > 24 || header[1] != 3 || fragment > LongestFragment)
            {
                return received.Length;
            }

            if (received.Length - length - HeaderSize < fragment)
            {
                break;
            }

            length += HeaderSize + fragment;
        }

        return length;
    }

    /// <summary>How much of it is the first record, or what of that is there.</summary>
    /// <param name="received">Begins with a record. Where it is no TLS, what would be the length decides all the same.</param>
    /// <returns>In bytes, with the header.</returns>
    public static int First(in ReadOnlySequence<byte> received)
    {
        Span<byte> room = stackalloc byte[HeaderSize];
        return received.Length < HeaderSize
            ? (int)received.Length
            : (int)Math.Min(received.Length, HeaderSize + BinaryPrimitives.ReadUInt16BigEndian(Header(received, 0, room)[3..]));
    }

    // Where it is, or in the room given when it stands in several segments.
    private static ReadOnlySpan<byte> Header(in ReadOnlySequence<byte> received, long start, Span<byte> room)
    {
        var first = received.FirstSpan;
        if (first.Length - start >= HeaderSize)
        {
            return first.Slice((int)start, HeaderSize);
        }

        received.Slice(start, HeaderSize).CopyTo(room);
        return room;
    }
}
