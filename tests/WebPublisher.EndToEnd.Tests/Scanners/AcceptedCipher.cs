namespace WebPublisher.EndToEnd.Tests.Scanners;

/// <summary>A cipher suite by OpenSSL's name.</summary>
internal sealed record AcceptedCipher(string Protocol, string Name, int Bits)
{
    private static readonly string[] Aead = ["GCM", "CHACHA20_POLY1305", "CHACHA20-POLY1305"];

    /// <summary>Whether it authenticates what it encrypts in one step.</summary>
    public bool IsAead => Aead.Any(mode => Name.Contains(mode, StringComparison.Ordinal));

    /// <summary>Whether its key exchange is ephemeral: always in TLS 1.3, by name before.</summary>
    public bool HasForwardSecrecy => Protocol == "TLSv1.3" || Name.StartsWith("ECDHE-", StringComparison.Ordinal) || Name.StartsWith("DHE-", StringComparison.Ordinal);
}
