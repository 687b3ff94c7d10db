using System.Collections.Immutable;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A pinned public key, written <c>sha256/</c> and the base64 of 32 bytes (the notation of RFC 7469).</summary>
/// <param name="Sha256">SHA-256 of the SubjectPublicKeyInfo, 32 bytes.</param>
public readonly record struct PublicKeyPin(ImmutableArray<byte> Sha256);
