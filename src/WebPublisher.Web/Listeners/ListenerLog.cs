using System.Net;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners;

/// <summary>What the listeners log; event ids 1100 to 1199.</summary>
internal static partial class ListenerLog
{
    [LoggerMessage(1100, LogLevel.Information, "Listener {Listener} serves {Protocol} on {EndPoint}")]
    public static partial void Listening(ILogger logger, string listener, ListenerProtocol protocol, IPEndPoint endPoint);

    [LoggerMessage(1101, LogLevel.Information, "Listener {Listener} has left {EndPoint}; its connections are drained")]
    public static partial void Leaving(ILogger logger, string listener, IPEndPoint endPoint);

    [LoggerMessage(1102, LogLevel.Warning, "Listener {Listener} was removed; {Connections} connections did not finish in time and are cut")]
    public static partial void DrainTimedOut(ILogger logger, string listener, int connections);

    [LoggerMessage(1103, LogLevel.Error, "Listener {Listener} on {EndPoint} accepts no more connections")]
    public static partial void AcceptFailed(ILogger logger, string listener, IPEndPoint endPoint, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "Releasing {EndPoint} failed")]
    public static partial void RetireFailed(ILogger logger, IPEndPoint endPoint, Exception exception);

    [LoggerMessage(1110, LogLevel.Debug, "TLS handshake of {Client} on listener {Listener} failed: {Reason}")]
    public static partial void HandshakeFailed(ILogger logger, string listener, EndPoint? client, string reason, Exception? exception);

    [LoggerMessage(1111, LogLevel.Error, "A fault in the TLS handshake of {Client} on listener {Listener}")]
    public static partial void HandshakeFault(ILogger logger, string listener, EndPoint? client, Exception exception);

    [LoggerMessage(1112, LogLevel.Warning, "OpenSSL's defaults of this process are not those of {Path}: cipher suites are set for each handshake, which costs CPU, and TLS sessions are not resumed")]
    public static partial void OpenSslDefaultsNotInForce(ILogger logger, string path);

    [LoggerMessage(1113, LogLevel.Debug, "{Protocol} agreed with {Client} on listener {Listener}")]
    public static partial void HandshakeDone(ILogger logger, string listener, EndPoint? client, SslProtocols protocol);

    [LoggerMessage(1114, LogLevel.Debug, "The end of the TLS connection of {Client} could not be announced")]
    public static partial void CloseFailed(ILogger logger, EndPoint? client, Exception exception);

    [LoggerMessage(1120, LogLevel.Debug, "Tunnel server {Server} of farm {Farm} could not be reached")]
    public static partial void TunnelServerUnreachable(ILogger logger, string farm, string server, Exception exception);

    [LoggerMessage(1121, LogLevel.Debug, "Tunnel of {Client} to {Server} ended: {Reason}")]
    public static partial void TunnelEnded(ILogger logger, EndPoint? client, string server, string reason);
}
