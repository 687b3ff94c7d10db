using System.Collections.Immutable;

namespace WebPublisher.Policy.Filtering;

/// <summary>Bytes that a filter looks for.</summary>
public sealed record Signature
{
    /// <summary>Its name in logs.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is looked for.</summary>
    public required SignaturePlace Place { get; init; }

    /// <summary>The only header field it is looked for in, or null for all.</summary>
    public string? Field { get; init; }

    /// <summary>The bytes; of a text those of its UTF-8. At least one.</summary>
    public required ImmutableArray<byte> Bytes { get; init; }

    /// <summary>Whether ASCII letters must agree in case: of bytes, not of texts.</summary>
    public bool IsExact { get; init; }

    /// <summary>The first byte, counted from 0, that it may begin with.</summary>
    public long From { get; init; }

    /// <summary>The byte, counted from 0, before which it must have ended.</summary>
    public long To { get; init; } = long.MaxValue;

    /// <summary>Whether an occurrence that ends before byte <paramref name="end"/> lies within the range.</summary>
    public bool IsWithin(long end) => end - Bytes.Length >= From && end <= To;
}
