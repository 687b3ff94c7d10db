using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Policy;
using WebPublisher.Policy.Reload;
using WebPublisher.Publishing;
using WebPublisher.Smtp;
using WebPublisher.State;
using WebPublisher.Web;

namespace WebPublisher.Administration;

/// <summary>
/// What the administration looks at and acts on: the parts of the server that runs. It is made before the halves are, because monitoring may ask while they start; every
/// part that may be missing then is asked for each time.
/// </summary>
internal sealed class RunningServer
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where it logs.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>When the process began to serve.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The main policy file.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>The halves this process runs.</summary>
    public required PublisherParts Parts { get; init; }

    /// <summary>The policy in force.</summary>
    public required Snapshot<PublisherPolicy> Policy { get; init; }

    /// <summary>The start and the reloads since, oldest first.</summary>
    public required Func<ImmutableArray<ReloadRecord>> History { get; init; }

    /// <summary>Reads the policy again.</summary>
    public required Func<Task<ReloadRecord>> ReloadAsync { get; init; }

    /// <summary>The latest decisions.</summary>
    public required DecisionJournal Journal { get; init; }

    /// <summary>How much goes on.</summary>
    public required TrafficCounters Counters { get; init; }

    /// <summary>Has what was refused up to now written to where it is looked up.</summary>
    public required Func<Task> FlushRefusalsAsync { get; init; }

    /// <summary>What is missing for traffic.</summary>
    public required ReadinessSource Readiness { get; init; }

    /// <summary>Lets go of the clients.</summary>
    public required Drain Drain { get; init; }

    /// <summary>The state of each state directory.</summary>
    public required StateStores States { get; init; }

    /// <summary>How the IPsec connections of the policy stand, by the last look.</summary>
    public required Func<IpsecStatus> Ipsec { get; init; }

    /// <summary>The web half; null while no policy has needed it, or where another process runs it.</summary>
    public required Func<WebHalf?> Web { get; init; }

    /// <summary>The mail half; null as above.</summary>
    public required Func<SmtpHalf?> Smtp { get; init; }
}
