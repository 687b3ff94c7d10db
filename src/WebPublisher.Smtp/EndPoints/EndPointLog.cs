using System.Net;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>What the end points of receive connectors log.</summary>
internal static partial class EndPointLog
{
    /// <summary>The category of its events, and of what the transport says of these end points.</summary>
    public const string Category = "WebPublisher.Smtp.EndPoints";

    [LoggerMessage(EventId = 3301, EventName = "SmtpConnectionFault", Level = LogLevel.Error, Message = "A connection of receive connector {Connector} failed unexpectedly: client={Client}")]
    public static partial void ConnectionFault(ILogger logger, string connector, EndPoint? client, Exception exception);
}
