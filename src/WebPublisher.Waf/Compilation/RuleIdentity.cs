namespace WebPublisher.Waf.Compilation;

/// <summary>What a rule is and, once all of its chain matched, does; chains have one between them.</summary>
internal sealed class RuleIdentity
{
    /// <summary>The action <c>id</c>.</summary>
    public required long Id { get; init; }

    /// <summary>Its place among all rules of the set: what <c>ctl</c> removes by.</summary>
    public required int Ordinal { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Phase { get; init; }

    /// <summary>The action <c>msg</c>.</summary>
    public required Macro Message { get; init; }

    /// <summary>The action <c>logdata</c>.</summary>
    public required Macro LogData { get; init; }

    /// <summary>The action <c>severity</c>, 0 (EMERGENCY) to 7 (DEBUG), or -1.</summary>
    public required int Severity { get; init; }

    /// <summary>The actions <c>tag</c>.</summary>
    public required IReadOnlyList<Macro> Tags { get; init; }

    /// <summary>The action <c>rev</c>.</summary>
    public required string Revision { get; init; }

    /// <summary>The action <c>ver</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required SecLang.SourcePosition Position { get; init; }

    /// <summary>Whether matches are told.</summary>
    public required bool IsLogged { get; init; }

    /// <summary>What it does.</summary>
    public required DisruptiveAction Action { get; init; }

    /// <summary>The action <c>status</c>.</summary>
    public required int Status { get; init; }

    /// <summary>Where <c>redirect</c> leads.</summary>
    public required Macro Location { get; init; }

    /// <summary>The action <c>skip</c>: how many rules or chains are passed over.</summary>
    public required int Skip { get; init; }

    /// <summary>Where in the phase <c>skipAfter</c> leads; -1 without.</summary>
    public int SkipTo { get; set; } = -1;
}
