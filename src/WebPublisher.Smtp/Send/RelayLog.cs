using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>What the log says of inner servers. Event ids 4100-4199 are this room's and never change their meaning.</summary>
internal static partial class RelayLog
{
    /// <summary>The category of its events.</summary>
    public const string Category = "WebPublisher.Smtp.Send";

    [LoggerMessage(4101, LogLevel.Error,
        "Send connector {Connector}: certificate of {Server} refused, {Reason}: {Detail} (subject '{Subject}', SHA-256 {Thumbprint}). No mail was sent to it.")]
    public static partial void CertificateRefused(
        this ILogger logger, string connector, string server, PeerCertificateFailure reason, string detail, string subject, string thumbprint);

    [LoggerMessage(4102, LogLevel.Warning, "Send connector {Connector}: {Server} cannot be used, {Reason}: {Detail}")]
    public static partial void ConnectionFailed(this ILogger logger, string connector, string server, RelayFailure reason, string detail);

    [LoggerMessage(4103, LogLevel.Warning, "Send connector {Connector}: {Server} is rested for {Rest}, connections to it keep failing")]
    public static partial void ServerRested(this ILogger logger, string connector, string server, TimeSpan rest);

    [LoggerMessage(4104, LogLevel.Warning, "Send connector {Connector}: {Server} failed within a transaction, {Reason}: {Detail}")]
    public static partial void TransactionFailed(this ILogger logger, string connector, string server, RelayFailure reason, string detail);

    [LoggerMessage(4105, LogLevel.Warning, "Send connector {Connector}: {Server} demands what its clients cannot give, {Reply}. Mail is deferred until the connector is set right.")]
    public static partial void ConnectorRefused(this ILogger logger, string connector, string server, string reply);

    [LoggerMessage(4106, LogLevel.Error, "Content of a message could not be read back: {Detail}")]
    public static partial void ContentUnreadable(this ILogger logger, string detail);

    [LoggerMessage(4107, LogLevel.Warning, "Send connector {Connector}: {Server} cannot verify passwords of clients: {Reply}")]
    public static partial void PasswordsNotVerified(this ILogger logger, string connector, string server, string reply);
}
