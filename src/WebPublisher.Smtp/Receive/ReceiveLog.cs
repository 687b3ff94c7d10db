using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Receive;

/// <summary>What the receive side tells beside its records.</summary>
internal static partial class ReceiveLog
{
    /// <summary>The category of its events.</summary>
    public const string Category = "WebPublisher.Smtp.Receive";

    [LoggerMessage(EventId = 3101, EventName = "SpoolFailed", Level = LogLevel.Error, Message = "Content cannot be held: {Error} reference={Reference}")]
    public static partial void SpoolFailed(ILogger logger, string error, string reference);

    [LoggerMessage(EventId = 3102, EventName = "SmtpSessionFault", Level = LogLevel.Error, Message = "A session failed unexpectedly: connector={Connector} client={Client} reference={Reference}")]
    public static partial void SessionFault(ILogger logger, string connector, IPEndPoint client, string reference, Exception exception);

    [LoggerMessage(
        EventId = 3103,
        EventName = "SmtpFilterAlert",
        Level = LogLevel.Warning,
        Message = "The SMTP filter closed a session: {Reason} verb={Verb} connector={Connector} client={Client} reference={Reference}")]
    public static partial void FilterAlert(ILogger logger, string reason, string verb, string connector, IPEndPoint client, string reference);

    [LoggerMessage(
        EventId = 3104,
        EventName = "ProxyHeaderRefused",
        Level = LogLevel.Warning,
        Message = "A load balancer sent no usable PROXY protocol header: {Reason} connector={Connector} peer={Peer}")]
    public static partial void ProxyHeaderRefused(ILogger logger, string reason, string connector, IPEndPoint peer);

    [LoggerMessage(
        EventId = 3105,
        EventName = "SourceLockedOut",
        Level = LogLevel.Warning,
        Message = "Locked out after {Failures} failed logons for {Seconds} s: {Who}")]
    public static partial void LockedOut(ILogger logger, int failures, double seconds, string who);

    [LoggerMessage(
        EventId = 3106,
        EventName = "AgentFailed",
        Level = LogLevel.Error,
        Message = "An agent failed: {Agent} {Event} onError={OnError} connector={Connector} client={Client} reference={Reference}")]
    public static partial void AgentFailed(
        ILogger logger, string agent, string @event, AgentErrorAction onError, string connector, IPEndPoint client, string reference, Exception exception);

    [LoggerMessage(
        EventId = 3107,
        EventName = "SenderBlocked",
        Level = LogLevel.Warning,
        Message = "A client is kept out for its reputation: {Client} until {Until:u}: {Why}")]
    public static partial void SenderBlocked(ILogger logger, IPAddress client, DateTimeOffset? until, string why);
}
