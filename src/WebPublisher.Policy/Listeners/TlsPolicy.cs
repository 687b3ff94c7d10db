namespace WebPublisher.Policy.Listeners;

/// <summary>
/// What a listener asks of TLS, refused in the handshake and so before any credential is asked for. Cipher suites are always AEAD with forward secrecy.
/// </summary>
/// <param name="MinimumVersion">The oldest version accepted.</param>
/// <param name="MinimumKeyBits">128 or 256: the shortest symmetric key accepted.</param>
public sealed record TlsPolicy(TlsVersion MinimumVersion, int MinimumKeyBits)
{
    /// <summary>TLS 1.2 or later with keys of 128 bits or more.</summary>
    public static TlsPolicy Default { get; } = new(TlsVersion.Tls12, 128);
}
