using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>A certificate as a server presents it.</summary>
/// <param name="Leaf">The certificate.</param>
/// <param name="Options">What is offered with it by .NET's TLS.</param>
/// <param name="Context">What is offered with it by OpenSSL without .NET's TLS, or null; made when it is needed.</param>
internal sealed record TlsServerIdentity(X509Certificate2 Leaf, SslServerAuthenticationOptions Options, Lazy<SslContextHandle?> Context);
