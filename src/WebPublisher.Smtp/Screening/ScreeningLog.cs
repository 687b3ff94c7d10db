using System.Net;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Screening;

/// <summary>What screener listeners log beside the records of messages.</summary>
internal static partial class ScreeningLog
{
    [LoggerMessage(EventId = 3601, EventName = "ScreenerPeerRefused", Level = LogLevel.Warning, Message = "A screener listener closed a connection: {Reason} listener={Listener} peer={Peer}")]
    public static partial void PeerRefused(ILogger logger, string reason, string listener, EndPoint? peer);
}
