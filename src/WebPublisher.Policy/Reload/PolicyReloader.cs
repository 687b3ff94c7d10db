using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Reload;

/// <summary>One reload from the files to the snapshot. Not safe for concurrent use.</summary>
internal sealed class PolicyReloader(
    Func<PolicyLoadResult> load,
    TimeProvider time,
    ILogger log,
    FileWatch files,
    PolicyActivations activations,
    ReloadHistory history,
    Snapshot<PublisherPolicy> snapshot)
{
    private string? _lastRejection;

    /// <summary>Loads the policy and puts it in force, or says why not.</summary>
    /// <param name="isRequested">Whether an operator asked: then even "nothing new" is recorded.</param>
    /// <param name="stop">Cancelled when the server stops.</param>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task<ReloadRecord> ReloadAsync(bool isRequested, CancellationToken stop)
    {
        var current = snapshot.Current;
        PolicyLoadResult result;
        try
        {
            files.Loading();
            result = load();
            files.Loaded(result.Files);
        }
        catch (Exception e)
        {
            ReloadLog.LoadFailed(log, current.Revision, e);
            return Record(null, ReloadOutcome.Failed, e.Message);
        }

        if (result.Policy is not { } next)
        {
            return Reject(result.Diagnostics, current, isRequested);
        }

        _lastRejection = null;
        if (next.Revision == current.Revision)
        {
            return Stay(current, isRequested);
        }

        ReloadLog.Diagnostics(log, result.Diagnostics);
        try
        {
            await activations.ApplyAsync(next, current, stop);
        }
        catch (PolicyActivationException e)
        {
            ReloadLog.ActivationFailed(log, next.Revision, current.Revision, e);
            return Record(next.Revision, ReloadOutcome.Failed, e.Message);
        }

        snapshot.Replace(next);
        ReloadLog.Applied(log, next.Revision, current.Revision);
        return Record(next.Revision, ReloadOutcome.Applied, $"in place of {current.Revision}");
    }

    private ReloadRecord Reject(DiagnosticList diagnostics, PublisherPolicy current, bool isRequested)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var rejection = string.Join('\n', errors);
        var message = errors.Count > 1 ? $"{errors[0]} (and {errors.Count - 1} more)" : $"{errors.FirstOrDefault()}";
        ImmutableArray<Diagnostic> kept = [.. errors.Take(ReloadRecord.MaximumErrors)];
        if (!isRequested && rejection == _lastRejection)
        {
            // The same file with the same errors, touched or looked at once more: said already.
            return new ReloadRecord(time.GetUtcNow(), null, ReloadOutcome.Rejected, message) { Errors = kept };
        }

        _lastRejection = rejection;
        ReloadLog.Diagnostics(log, diagnostics);
        ReloadLog.Rejected(log, errors.Count, current.Revision);
        return Record(new ReloadRecord(time.GetUtcNow(), null, ReloadOutcome.Rejected, message) { Errors = kept });
    }

    private ReloadRecord Stay(PublisherPolicy current, bool isRequested)
    {
        // Of a file that was only touched there is nothing to say, but that a mistake has been taken back there is.
        var isNews = isRequested || history.Records[^1].Outcome is ReloadOutcome.Rejected or ReloadOutcome.Failed;
        if (!isNews)
        {
            return new ReloadRecord(time.GetUtcNow(), current.Revision, ReloadOutcome.Unchanged, "unchanged");
        }

        ReloadLog.Unchanged(log, current.Revision);
        return Record(current.Revision, ReloadOutcome.Unchanged, "unchanged");
    }

    private ReloadRecord Record(string? revision, ReloadOutcome outcome, string message) => Record(new ReloadRecord(time.GetUtcNow(), revision, outcome, message));

    private ReloadRecord Record(ReloadRecord record)
    {
        history.Add(record);
        return record;
    }
}
