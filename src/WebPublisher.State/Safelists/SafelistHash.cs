using System.Security.Cryptography;
using System.Text;

namespace WebPublisher.State.Safelists;

/// <summary>Turns entries into salted SHA-256 hashes. Upper and lower case are one, in local parts too.</summary>
internal sealed class SafelistHash(byte[] salt)
{
    /// <summary>Octets of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    // Longer than any address (RFC 5321 section 4.5.3.1), twice over.
    private const int MaximumOnStack = 1024;

    /// <summary>Writes the hash of an entry.</summary>
    public void Write(string recipient, SafelistKind kind, ReadOnlySpan<char> party, Span<byte> hash)
    {
        var size = salt.Length + 2 + Encoding.UTF8.GetMaxByteCount(recipient.Length + party.Length);
        var data = size <= MaximumOnStack ? stackalloc byte[MaximumOnStack] : new byte[size];
        salt.CopyTo(data);
        var length = salt.Length;
        data[length++] = (byte)kind;
        length += Lower(recipient, data[length..]);
        data[length++] = 0;
        length += Lower(party, data[length..]);
        SHA256.HashData(data[..length], hash);
    }

    private static int Lower(ReadOnlySpan<char> text, Span<byte> to)
    {
        Span<char> lower = text.Length <= MaximumOnStack ? stackalloc char[text.Length] : new char[text.Length];
        text.ToLowerInvariant(lower);
        return Encoding.UTF8.GetBytes(lower, to);
    }
}
