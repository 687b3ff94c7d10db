using System.IO.Pipelines;

namespace WebPublisher.Smtp.Receive.Tls;

/// <summary>Speaks the server's side of a TLS handshake on a transport from which nothing was read ahead. Counts and logs a failure itself, and bounds its duration.</summary>
/// <returns>Null when the handshake failed: the connection is then closed without another word.</returns>
public delegate Task<TlsUpgrade?> TlsUpgrader(IDuplexPipe transport, CancellationToken cancellationToken);
