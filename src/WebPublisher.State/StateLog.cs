using Microsoft.Extensions.Logging;
using WebPublisher.State.Database;

namespace WebPublisher.State;

/// <summary>What is logged of the state that outlives a restart. Event ids 5300-5399.</summary>
internal static partial class StateLog
{
    [LoggerMessage(5301, LogLevel.Information, "Another process has changed {Section}; the change is in force")]
    public static partial void Reloaded(ILogger log, StateSection section);

    [LoggerMessage(5302, LogLevel.Error, "What other processes have changed could not be read; it is tried again")]
    public static partial void WatchFailed(ILogger log, Exception cause);

    [LoggerMessage(5303, LogLevel.Error, "The profiles of {Profiles} senders could not be written; it is tried again")]
    public static partial void ProfilesNotWritten(ILogger log, int profiles, Exception cause);

    [LoggerMessage(5304, LogLevel.Error, "{Locks} locks after failed logons could not be written; they hold, and are written with the next one")]
    public static partial void LocksNotWritten(ILogger log, int locks, Exception cause);

    [LoggerMessage(5305, LogLevel.Error, "{Devices} devices that users have logged on with could not be written; it is tried again")]
    public static partial void DevicesNotWritten(ILogger log, int devices, Exception cause);
}
