using System.Buffers.Binary;
using System.Security.Cryptography;
using WebPublisher.State.Database;

namespace WebPublisher.State.Logons;

/// <summary>
/// A key that only this installation has, made with its state and shared by the nodes that share it. Names are kept as hashes by it, so that nobody can try out a list of names against what is kept, and what is
/// given to browsers is signed by it.
/// </summary>
public sealed class InstallationKey : IStateSnapshot
{
    /// <summary>The purpose of the hash that a user has everywhere, by the name in lower case.</summary>
    public const byte UserPurpose = 2;

    private const int MaximumOnStack = 512;

    private volatile byte[] _key = [];

    StateSection? IStateSnapshot.Section => StateSection.Key;

    /// <summary>HMAC-SHA256 of some data by the key, cut to 128 bits.</summary>
    /// <param name="purpose">What it is for; the same data has other hashes for other purposes.</param>
    /// <param name="data">The data.</param>
    public UInt128 Hash(byte purpose, params ReadOnlySpan<byte> data)
    {
        var size = data.Length + 1;
        Span<byte> message = size <= MaximumOnStack ? stackalloc byte[size] : new byte[size];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        message[0] = purpose;
        data.CopyTo(message[1..]);
        HMACSHA256.HashData(_key, message, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    void IStateSnapshot.Load(StateTransaction reading) => _key = (byte[])reading.Scalar("SELECT value FROM installation_key")!;
}
