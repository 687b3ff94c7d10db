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

    [LoggerMessage(5310, LogLevel.Information, "The state is shared by {Database}; {Pending} changes wait to be told")]
    public static partial void Connected(ILogger log, string database, long pending);

    [LoggerMessage(5311, LogLevel.Warning, "The database {Database} is not to be had: {Problem}. This node goes on with what it knows, and tells the others later")]
    public static partial void Disconnected(ILogger log, string database, string problem);

    [LoggerMessage(
        5312, LogLevel.Warning,
        "This node had a key of its own and takes over that of the nodes it joins. {Locks} locks, {Devices} known devices and {Safelist} safelist entries hung on it and are gone; "
        + "the state before is in {Copy}. Import the safelist again")]
    public static partial void KeyReplaced(ILogger log, long locks, long devices, long safelist, string copy);

    [LoggerMessage(5313, LogLevel.Information, "This node was away for long: {Entries} entries that others have deleted since are deleted")]
    public static partial void Compared(ILogger log, int entries);

    [LoggerMessage(5314, LogLevel.Warning, "This node's clock is {Seconds} s from the database's: entries expire at different times, and of changes made at once the wrong one may win")]
    public static partial void ClockDiffers(ILogger log, double seconds);

    [LoggerMessage(5315, LogLevel.Error, "{Kind} {Key} cannot be shared: {Problem}. It holds on this node alone")]
    public static partial void NotShared(ILogger log, Replication.ReplicatedKind kind, string key, string problem);

    [LoggerMessage(5316, LogLevel.Error, "The state is shared no more, but the file goes on noting what would be told")]
    public static partial void SharingNotEnded(ILogger log, Exception cause);

    [LoggerMessage(5317, LogLevel.Warning, "The other nodes could not be told that held message {Reference} is decided on; until they are, or {Minutes} minutes have passed, they leave it alone")]
    public static partial void ClaimNotEnded(ILogger log, string reference, double minutes, Exception cause);

    [LoggerMessage(5318, LogLevel.Error, "Sharing the state has failed unexpectedly; it is tried again")]
    public static partial void ReplicationFailed(ILogger log, Exception cause);

    [LoggerMessage(5319, LogLevel.Warning, "{Failures} failed logons were not told to the other nodes, because those of {Most} counters waited already; they count here")]
    public static partial void FailuresNotTold(ILogger log, int failures, int most);
}
