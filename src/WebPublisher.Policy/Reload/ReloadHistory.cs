using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Reload;

/// <summary>Keeps the last reloads for a dashboard and counts all of them: <c>webpublisher.policy.reloads</c> by <c>outcome</c>.</summary>
internal sealed class ReloadHistory : IDisposable
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 20;

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _reloads;
    private volatile ReloadRecord[] _records;

    /// <summary>Creates the instrument and begins with the policy the server started with, which counts as no reload.</summary>
    public ReloadHistory(ReloadRecord start)
    {
        _reloads = _meter.CreateCounter<long>("webpublisher.policy.reloads", "{reload}", "Reloads of the policy by what came of them.");
        _records = [start];
    }

    /// <summary>Oldest first. May be read by any thread; only one may <see cref="Add"/>.</summary>
    public ImmutableArray<ReloadRecord> Records => [.. _records];

    public void Add(ReloadRecord record)
    {
        _records = [.. _records.TakeLast(Capacity - 1), record];
        _reloads.Add(1, new KeyValuePair<string, object?>("outcome", Name(record.Outcome)));
    }

    public void Dispose() => _meter.Dispose();

    private static string Name(ReloadOutcome outcome) => outcome switch
    {
        ReloadOutcome.Applied => "applied",
        ReloadOutcome.Unchanged => "unchanged",
        ReloadOutcome.Rejected => "rejected",
        _ => "failed",
    };
}
