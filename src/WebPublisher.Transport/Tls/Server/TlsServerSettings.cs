using WebPublisher.Policy.Listeners;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>What a server asks of TLS, apart from its certificates.</summary>
/// <param name="MinimumVersion">The oldest version.</param>
/// <param name="MinimumKeyBits">The shortest key of a cipher.</param>
internal sealed record TlsServerSettings(TlsVersion MinimumVersion, int MinimumKeyBits);
