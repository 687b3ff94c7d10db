using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Operations;

/// <summary>A secret by which somebody is let into the operations server. Only its hash is kept.</summary>
public sealed class OperationsToken
{
    /// <summary>The fewest characters a token has.</summary>
    public const int MinimumLength = 32;

    /// <param name="name">Who has it, for the log.</param>
    /// <param name="secret">The token.</param>
    /// <param name="may">What its holder may do.</param>
    public OperationsToken(string name, Secret secret, OperationsRight may)
    {
        ArgumentNullException.ThrowIfNull(secret);
        (Name, May) = (name, may);
        Hash = [.. SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal().ToArray()))];
    }

    /// <summary>Who has it, for the log.</summary>
    public string Name { get; }

    /// <summary>What its holder may do.</summary>
    public OperationsRight May { get; }

    /// <summary>SHA-256 of the token's UTF-8, 32 bytes. A token has at least 32 characters and is not guessed from it.</summary>
    public ImmutableArray<byte> Hash { get; }

    /// <summary>Whether something is the token of this hash, in a time that does not tell how much of it is right.</summary>
    /// <param name="hash">SHA-256 of what was presented.</param>
    public bool Is(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(hash, Hash.AsSpan());
}
