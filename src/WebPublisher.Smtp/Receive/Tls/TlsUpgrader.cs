using System.IO.Pipelines;
using System.Net;

namespace WebPublisher.Smtp.Receive.Tls;

/// <summary>Speaks the server's side of a TLS handshake beginning with what the transport holds. Counts and logs a failure itself, and bounds its duration.</summary>
/// <param name="transport">The transport; it stays the caller's.</param>
/// <param name="client">The client, for the log.</param>
/// <param name="disconnected">Says that the transport is closed.</param>
/// <returns>Null when the handshake failed: the connection is then closed without another word.</returns>
public delegate Task<TlsUpgrade?> TlsUpgrader(IDuplexPipe transport, EndPoint client, CancellationToken disconnected);
