using Microsoft.Extensions.Logging;

namespace WebPublisher.Smtp.Directories;

/// <summary>What is told of directories. Neither a password nor the address that was asked for.</summary>
internal static partial class DirectoryLog
{
    [LoggerMessage(EventId = 3501, EventName = "DirectoryServerFailed", Level = LogLevel.Warning, Message = "A directory server cannot be used: {Detail} server={Server}")]
    public static partial void ServerFailed(ILogger logger, string server, string detail);

    [LoggerMessage(EventId = 3502, EventName = "DirectoryServerRests", Level = LogLevel.Warning, Message = "A directory server is not asked for {Seconds} s, it keeps failing: server={Server}")]
    public static partial void ServerRests(ILogger logger, double seconds, string server);

    [LoggerMessage(
        EventId = 3503,
        EventName = "DirectoryCertificateRefused",
        Level = LogLevel.Error,
        Message = "The certificate of a directory server was refused: {Detail} server={Server} subject={Subject} sha256={Thumbprint}. Nothing was said to it.")]
    public static partial void CertificateRefused(ILogger logger, string server, string detail, string subject, string thumbprint);
}
