using WebPublisher.Web.Records;

namespace WebPublisher.Refusals;

/// <summary>What is kept of a rule that matched.</summary>
internal sealed record FirewallMatchEvidence
{
    /// <summary>The rule's id.</summary>
    public long Id { get; init; }

    /// <summary>The phase it was asked in.</summary>
    public int Phase { get; init; }

    /// <summary>What it says of itself.</summary>
    public string? Message { get; init; }

    /// <summary>What it has logged of the match.</summary>
    public string? Data { get; init; }

    /// <summary>What it matched.</summary>
    public string? Variable { get; init; }

    /// <summary>The value as it saw it, or <c>*</c>.</summary>
    public string? Value { get; init; }

    /// <summary>Its severity.</summary>
    public string? Severity { get; init; }

    /// <summary>The file it stands in.</summary>
    public string? File { get; init; }

    /// <summary>The line it stands at.</summary>
    public int Line { get; init; }

    /// <summary>About how many characters it takes.</summary>
    internal int Length => 100 + (Message?.Length ?? 0) + (Data?.Length ?? 0) + (Variable?.Length ?? 0) + (Value?.Length ?? 0) + (File?.Length ?? 0);

    /// <summary>What is kept of a match.</summary>
    public static FirewallMatchEvidence Of(FirewallMatch match) => new()
    {
        Id = match.Id,
        Phase = match.Phase,
        Message = EvidenceText.OrNull(match.Message),
        Data = EvidenceText.OrNull(match.Data),
        Variable = EvidenceText.OrNull(match.Variable),
        Value = EvidenceText.OrNull(match.Value),
        Severity = EvidenceText.OrNull(match.Severity),
        File = EvidenceText.OrNull(match.File),
        Line = match.Line,
    };
}
