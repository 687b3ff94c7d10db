using WebPublisher.Policy.Reload;

namespace WebPublisher.Administration.Model;

/// <summary>One reload.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Revision">The revision loaded; null when there was none.</param>
/// <param name="Outcome"><c>applied</c>, <c>unchanged</c>, <c>rejected</c> or <c>failed</c>.</param>
/// <param name="Message">The first error, or what was done.</param>
internal sealed record ReloadStatus(
    DateTimeOffset Time,
    string? Revision,
    string Outcome,
    string Message)
{
    /// <summary>Takes it from the history.</summary>
    public static ReloadStatus Of(ReloadRecord reload) => new(reload.Time, reload.Revision, reload.Outcome.ToString().ToLowerInvariant(), reload.Message);
}
