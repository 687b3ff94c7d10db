namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>What holds when the dialog is over, most of it at the inner server. That the product still greets is required of every case.</summary>
internal sealed record CaseRequirements
{
    /// <summary><c>max_messages</c>: the most messages that may have reached the inner server.</summary>
    public int? MaximumMessages { get; init; }

    /// <summary><c>min_messages</c>: how many must.</summary>
    public int? MinimumMessages { get; init; }

    /// <summary><c>no_smuggled</c>: no sender or recipient there holds the word <c>smuggled</c>.</summary>
    public bool NothingSmuggled { get; init; }

    /// <summary><c>clean_lines</c>: no bare CR, bare LF or NUL came there, and content ended by CRLF.CRLF.</summary>
    public bool CleanLines { get; init; }

    /// <summary><c>body_contains</c>: stands in a message there, as it was on the wire.</summary>
    public string? Contains { get; init; }

    /// <summary><c>body_not_contains</c>: stand in no message there.</summary>
    public IReadOnlyList<string> NotContains { get; init; } = [];

    /// <summary><c>max_memory_growth_mib</c>: by how much the memory of the product may have grown.</summary>
    public double? MaximumGrowth { get; init; }
}
