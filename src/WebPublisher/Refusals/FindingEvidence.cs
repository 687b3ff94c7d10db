using WebPublisher.Smtp.Agents;

namespace WebPublisher.Refusals;

/// <summary>What an agent found, as it is kept and shown.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Event">When it was asked.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Proposed">What it proposed to do: <c>Deliver</c>, <c>Redirect to</c> somebody, <c>Hold</c>, <c>Delete</c> or <c>Reject</c>.</param>
/// <param name="Reason">The reason in a word.</param>
/// <param name="Data">The evidence.</param>
internal sealed record FindingEvidence(string Agent, string Event, string Kind, string Proposed, string Reason, string Data)
{
    // With twenty findings in a record, a line stays below what the log takes.
    private const int MaximumData = 200;
    private const int MaximumReason = 64;

    /// <summary>Takes it from a record.</summary>
    public static FindingEvidence Of(AgentFinding found) => new(
        found.Agent,
        found.Event.ToString(),
        found.Finding.Kind.ToString(),
        found.Finding.RedirectTo is { } to ? $"{found.Finding.Disposition} to {EvidenceText.Of(to.ToString(), MaximumData)}" : found.Finding.Disposition.ToString(),
        EvidenceText.Of(found.Finding.Reason, MaximumReason),
        EvidenceText.Of(found.Finding.Scl is { } scl ? $"{scl} {found.Finding.Evidence}" : found.Finding.Evidence, MaximumData));

    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{Agent} {Event}: {Kind}{(Proposed == nameof(MessageDisposition.Deliver) ? "" : $", {Proposed}")}: {Reason} ({Data})";
}
