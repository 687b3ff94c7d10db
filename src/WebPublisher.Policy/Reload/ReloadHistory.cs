using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Policy.Reload;

/// <summary>Keeps the last reloads for a dashboard, counts all of them by outcome, and tells whether the last one failed and since when the policy in force is.</summary>
internal sealed class ReloadHistory : IDisposable
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 20;

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _reloads;
    private volatile ReloadRecord[] _records;
    private volatile ReloadRecord _applied;

    /// <summary>Creates the instruments and begins with the policy the server started with, which counts as no reload.</summary>
    public ReloadHistory(ReloadRecord start)
    {
        _reloads = PolicyInstruments.Reloads.Counter(_meter);
        (_records, _applied) = ([start], start);
        PolicyInstruments.ReloadFailed.Gauge(_meter, () => _records[^1].Outcome is ReloadOutcome.Rejected or ReloadOutcome.Failed ? 1 : 0);
        PolicyInstruments.Applied.Gauge(_meter, () => _applied.Time.ToUnixTimeMilliseconds() / 1000.0);
    }

    /// <summary>Oldest first. May be read by any thread; only one may <see cref="Add"/>.</summary>
    public ImmutableArray<ReloadRecord> Records => [.. _records];

    public void Add(ReloadRecord record)
    {
        _records = [.. _records.TakeLast(Capacity - 1), record];
        _applied = record.Outcome == ReloadOutcome.Applied ? record : _applied;
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
