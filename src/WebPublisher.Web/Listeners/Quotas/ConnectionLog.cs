using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Web.Listeners.Http2;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>What quotas log; event ids 1130 to 1139. Of one client each line stands for what it does within ten seconds.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(1130, LogLevel.Warning, "Connections of {Client} to listener {Listener} are refused or cut: {Reason}")]
    public static partial void Cut(ILogger logger, EndPoint? client, string listener, ConnectionCut reason);

    [LoggerMessage(1131, LogLevel.Warning, "{Client} floods listener {Listener} over HTTP/2 and is cut: {Flood}")]
    public static partial void Flooded(ILogger logger, EndPoint? client, string listener, FloodKind flood);
}
