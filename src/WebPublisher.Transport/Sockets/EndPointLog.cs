using System.Net;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Transport.Sockets;

/// <summary>What bound addresses log; event ids 1100 to 1109.</summary>
internal static partial class EndPointLog
{
    [LoggerMessage(1100, LogLevel.Information, "{Kind} {Name} serves {Protocol} on {EndPoint}")]
    public static partial void Listening(ILogger logger, string kind, string name, string protocol, IPEndPoint endPoint);

    [LoggerMessage(1101, LogLevel.Information, "{Kind} {Name} has left {EndPoint}; its connections are drained")]
    public static partial void Leaving(ILogger logger, string kind, string name, IPEndPoint endPoint);

    [LoggerMessage(1102, LogLevel.Warning, "{Kind} {Name} ends; {Connections} connections did not finish in time and are cut")]
    public static partial void DrainTimedOut(ILogger logger, string kind, string name, int connections);

    [LoggerMessage(1103, LogLevel.Error, "{Kind} {Name} on {EndPoint} accepts no more connections")]
    public static partial void AcceptFailed(ILogger logger, string kind, string name, IPEndPoint endPoint, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "Releasing {EndPoint} failed")]
    public static partial void RetireFailed(ILogger logger, IPEndPoint endPoint, Exception exception);
}
