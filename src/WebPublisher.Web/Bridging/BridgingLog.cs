using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>What the log says of front ends. Event ids 3000-3099 are this room's and never change their meaning.</summary>
internal static partial class BridgingLog
{
    [LoggerMessage(3006, LogLevel.Error,
        "Farm {Farm}: certificate of front end {Server} refused, {Reason}: {Detail} (subject '{Subject}', SHA-256 {Thumbprint}). Nothing was sent to it.")]
    public static partial void CertificateRefused(
        this ILogger logger, string farm, string server, PeerCertificateFailure reason, string detail, string subject, string thumbprint);

    [LoggerMessage(3002, LogLevel.Warning, "Farm {Farm}: no connection to front end {Server}, {Reason}: {Detail}")]
    public static partial void ConnectionFailed(this ILogger logger, string farm, string server, FrontEndConnectionFailure reason, string detail);

    [LoggerMessage(3003, LogLevel.Warning, "Farm {Farm}: front end {Server} is left alone for {OpenFor}, connections to it keep failing")]
    public static partial void CircuitOpened(this ILogger logger, string farm, string server, TimeSpan openFor);

    [LoggerMessage(3004, LogLevel.Warning, "Farm {Farm}: front end {Server} failed while it answered, {Error}: {Detail}")]
    public static partial void AnswerFailed(this ILogger logger, string farm, string server, ForwarderError error, string detail);

    [LoggerMessage(3005, LogLevel.Information, "Farm {Farm}: {Servers} server(s), bridging {Bridging}, in force")]
    public static partial void FarmInForce(this ILogger logger, string farm, int servers, string bridging);
}
