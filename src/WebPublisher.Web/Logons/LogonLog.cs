using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Logons;

/// <summary>What the log says of guarded logons. Users are the beginnings of their hashes. Event ids 2100-2109.</summary>
internal static partial class LogonLog
{
    [LoggerMessage(2101, LogLevel.Warning, "User {User} is locked out at {Network} for {Seconds} s, {Failures} logons have failed")]
    public static partial void UserLocked(ILogger logger, string user, string network, double seconds, int failures);

    [LoggerMessage(2102, LogLevel.Warning, "A known device of user {User} at {Network} is locked out for {Seconds} s, {Failures} logons have failed")]
    public static partial void DeviceLocked(ILogger logger, string user, string network, double seconds, int failures);

    [LoggerMessage(2103, LogLevel.Warning, "Devices that are not known are locked out at {Network} for {Seconds} s, logons of {Users} users have failed")]
    public static partial void NetworkLocked(ILogger logger, string network, double seconds, int users);
}
