namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>What a test expects of a stage.</summary>
internal sealed record FtwExpectation
{
    /// <summary>The status is one of these; empty where any will do.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>A pattern that the answer has, or null.</summary>
    public string? Answer { get; init; }

    /// <summary>Patterns that the log of the request has.</summary>
    public IReadOnlyList<string> Logged { get; init; } = [];

    /// <summary>Patterns that it has not.</summary>
    public IReadOnlyList<string> NotLogged { get; init; } = [];

    /// <summary>Rules that match.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Rules that do not.</summary>
    public IReadOnlyList<long> NotIds { get; init; } = [];

    /// <summary>Whether one rule alone matches, beside those that add up scores.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Whether no answer comes at all.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether a second attempt is allowed.</summary>
    public bool MayRetry { get; init; }

    /// <summary>Whether all that is expected is that something does not match.</summary>
    public bool IsNegative => Logged.Count == 0 && Ids.Count == 0 && (NotLogged.Count > 0 || NotIds.Count > 0);
}
