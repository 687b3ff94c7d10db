using System.Net;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Transport.Tls;

/// <summary>What handshakes log; event ids 1110 to 1119.</summary>
internal static partial class TlsLog
{
    [LoggerMessage(1110, LogLevel.Debug, "TLS handshake of {Client} on {Kind} {Name} failed: {Reason}")]
    public static partial void HandshakeFailed(ILogger logger, EndPoint? client, string kind, string name, string reason, Exception? exception);

    [LoggerMessage(1111, LogLevel.Error, "A fault in the TLS handshake of {Client} on {Kind} {Name}")]
    public static partial void HandshakeFault(ILogger logger, EndPoint? client, string kind, string name, Exception exception);

    [LoggerMessage(1112, LogLevel.Warning, "OpenSSL's defaults of this process are not those of {Path}: cipher suites are set for each handshake, which costs CPU, and TLS sessions are not resumed")]
    public static partial void OpenSslDefaultsNotInForce(ILogger logger, string path);

    [LoggerMessage(1113, LogLevel.Debug, "{Protocol} agreed with {Client} on {Kind} {Name}")]
    public static partial void HandshakeDone(ILogger logger, SslProtocols protocol, EndPoint? client, string kind, string name);

    [LoggerMessage(1114, LogLevel.Debug, "The end of the TLS connection of {Client} could not be announced")]
    public static partial void CloseFailed(ILogger logger, EndPoint? client, Exception exception);
}
