using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.State;

namespace WebPublisher.State;

/// <summary>Where state is, and by which clock it ages.</summary>
public sealed record StateOptions
{
    /// <summary>Absolute path of the state directory; made when it is missing, for the owner alone.</summary>
    public required string Directory { get; init; }

    /// <summary>The clock entries expire by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// How often to look whether another process, such as a command, has changed something. Default 250 ms. <see cref="Timeout.InfiniteTimeSpan"/> looks only after own
    /// changes.
    /// </summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The clock of <see cref="WatchInterval"/>. The system's by default even where <see cref="Time"/> is imagined: other processes live by that one.</summary>
    public TimeProvider WatchTime { get; init; } = TimeProvider.System;

    /// <summary>The database by which the state is shared with other nodes; null to leave that as it is in the file, as commands do.</summary>
    public PostgresPolicy? Shared { get; init; }

    /// <summary>Whether this process serves the state directory: it begins and ends the sharing. Commands do not.</summary>
    public bool IsServer { get; init; }

    /// <summary>What the other nodes know this one by.</summary>
    public string NodeName { get; init; } = Environment.MachineName;

    /// <summary>Where trouble in the background is logged.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
