using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>md5</c> and <c>sha1</c>: the digest's bytes. They name values, they protect nothing.</summary>
internal sealed class Digest : Transformation
{
    private readonly Hash _hash;
    private readonly int _length;

    private Digest(string name, int length, Hash hash)
    {
        Name = name;
        _length = length;
        _hash = hash;
    }

    private delegate int Hash(ReadOnlySpan<byte> source, Span<byte> destination);

    [SuppressMessage("Security", "CA5351", Justification = "Rules ask for it; nothing is protected by it.")]
    public static Digest Md5 { get; } = new("md5", MD5.HashSizeInBytes, MD5.HashData);

    [SuppressMessage("Security", "CA5350", Justification = "Rules ask for it; nothing is protected by it.")]
    public static Digest Sha1 { get; } = new("sha1", SHA1.HashSizeInBytes, SHA1.HashData);

    public override string Name { get; }

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(input.Length);
        input.CopyTo(bytes);
        Span<byte> digest = stackalloc byte[_length];
        _hash(bytes.AsSpan(0, input.Length), digest);
        ArrayPool<byte>.Shared.Return(bytes);
        return arena.Add(digest);
    }
}
