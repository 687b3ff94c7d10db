using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>TLS without a handshake: what is said behind it is as readable as before.</summary>
internal static class ImaginedTls
{
    /// <summary>Comes about at once, as TLS 1.3.</summary>
    public static TlsUpgrader Upgrader { get; } = static (transport, _, _) =>
        Task.FromResult<TlsUpgrade?>(new TlsUpgrade(transport, SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384, static () => ValueTask.CompletedTask));
}
