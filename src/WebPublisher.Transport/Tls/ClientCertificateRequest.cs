using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tls;

/// <summary>Asks clients for a certificate, which they need not have; one that is shown and not accepted ends the handshake.</summary>
/// <param name="ChainPolicy">How its chain is built before it is judged. It belongs to one handshake, for what the client sends is gathered in it.</param>
/// <param name="Accepts">Judges the certificate, with the others that were sent.</param>
public sealed record ClientCertificateRequest(X509ChainPolicy ChainPolicy, Func<X509Certificate2, X509Certificate2Collection, bool> Accepts);
