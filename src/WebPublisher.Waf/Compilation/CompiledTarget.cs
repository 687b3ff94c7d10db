namespace WebPublisher.Waf.Compilation;

/// <summary>One of the variables a compiled rule looks at.</summary>
internal sealed class CompiledTarget
{
    /// <summary>The variable.</summary>
    public required VariableDefinition Definition { get; init; }

    /// <summary>The variable as the rule writes it, whatever the phase.</summary>
    public required Variable Written { get; init; }

    /// <summary>Which members; null for all.</summary>
    public required Selector? Selector { get; init; }

    /// <summary>Which not; for variables that have no sets.</summary>
    public required IReadOnlyList<Selector> Exclusions { get; init; }

    /// <summary>Whether it stands for how many there are.</summary>
    public required bool IsCount { get; init; }

    /// <summary>The set of a stable variable; -1 for others.</summary>
    public int Set { get; set; } = -1;

    /// <summary>The set's views after none, one, ... all of the rule's transformations; empty for counts and for variables that are not stable.</summary>
    public int[] Views { get; set; } = [];

    /// <summary>The places of the members of <c>TX</c> that a pattern means, or all; empty for others. Members of made-up names are not among them.</summary>
    public int[] TxSlots { get; set; } = [];

    /// <summary>The place of a member of <c>TX</c> that is named outright; -1 for others.</summary>
    public int TxSlot { get; init; } = -1;
}
