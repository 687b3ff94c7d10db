using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>What is told of look-ups. A name is a stranger's; it is written with everything escaped that could pass for something else.</summary>
internal static partial class DnsLog
{
    [LoggerMessage(EventId = 3401, EventName = "DnsServerRests", Level = LogLevel.Warning, Message = "A DNS server gave no answer and is asked last for a while: {Failure} server={Server}")]
    public static partial void ServerRests(ILogger logger, DnsFailure failure, IPEndPoint server);

    [LoggerMessage(EventId = 3402, EventName = "DnsLookupFailed", Level = LogLevel.Debug, Message = "A name cannot be looked up: {Failure} name={Name} type={Type}")]
    public static partial void LookupFailed(ILogger logger, DnsFailure failure, DnsName name, DnsType type);

    [LoggerMessage(EventId = 3403, EventName = "DnsLookupFault", Level = LogLevel.Error, Message = "A look-up ended in a fault of this server: name={Name} type={Type}")]
    public static partial void LookupFault(ILogger logger, DnsName name, DnsType type, Exception exception);

    [LoggerMessage(EventId = 3404, EventName = "DnsServers", Level = LogLevel.Information, Message = "Names that mail brings are looked up at {Servers}")]
    public static partial void ServersAre(ILogger logger, ImmutableArray<IPEndPoint> servers);

    [LoggerMessage(EventId = 3405, EventName = "DnsServersUnknown", Level = LogLevel.Warning, Message = "{File} cannot be read, names that mail brings are looked up at this machine: {Error}")]
    public static partial void NoSystemServers(ILogger logger, string file, string error);
}
