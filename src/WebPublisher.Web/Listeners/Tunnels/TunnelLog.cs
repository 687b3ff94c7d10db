using System.Net;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>What tunnels log; event ids 1120 to 1129.</summary>
internal static partial class TunnelLog
{
    [LoggerMessage(1120, LogLevel.Debug, "Tunnel server {Server} of farm {Farm} could not be reached")]
    public static partial void ServerUnreachable(ILogger logger, string farm, string server, Exception exception);

    [LoggerMessage(1121, LogLevel.Debug, "Tunnel of {Client} to {Server} ended: {Reason}")]
    public static partial void Ended(ILogger logger, EndPoint? client, string server, string reason);
}
