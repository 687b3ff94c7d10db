using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>The actions of a rule while it is compiled, sorted by what they are for.</summary>
internal sealed class ActionSet
{
    /// <summary>The action <c>id</c>; 0 for links of chains and default actions.</summary>
    public long Id { get; set; }

    /// <summary>The action <c>phase</c>, or 0.</summary>
    public int Phase { get; set; }

    /// <summary>The action <c>msg</c>.</summary>
    public RuleAction? Message { get; set; }

    /// <summary>The action <c>logdata</c>.</summary>
    public RuleAction? LogData { get; set; }

    /// <summary>The action <c>severity</c>, or -1.</summary>
    public int Severity { get; set; } = -1;

    /// <summary>The action <c>rev</c>.</summary>
    public string? Revision { get; set; }

    /// <summary>The action <c>ver</c>.</summary>
    public string? Version { get; set; }

    /// <summary>The actions <c>tag</c>.</summary>
    public List<RuleAction> Tags { get; } = [];

    /// <summary><c>log</c> or <c>nolog</c>.</summary>
    public bool? IsLogged { get; set; }

    /// <summary>The disruptive action; null where there is none.</summary>
    public DisruptiveAction? Disruptive { get; set; }

    /// <summary>Whether it is <c>block</c>: what the default actions say.</summary>
    public bool IsBlock { get; set; }

    /// <summary>Where <c>redirect</c> leads.</summary>
    public RuleAction? Location { get; set; }

    /// <summary>The action <c>status</c>, or 0.</summary>
    public int Status { get; set; }

    /// <summary>Whether a link follows.</summary>
    public bool IsChain { get; set; }

    /// <summary>The action <c>skip</c>.</summary>
    public int Skip { get; set; }

    /// <summary>The action <c>skipAfter</c>.</summary>
    public RuleAction? SkipAfter { get; set; }

    /// <summary>The actions <c>t</c>, in order.</summary>
    public List<RuleAction> Transformations { get; } = [];

    /// <summary>The action <c>capture</c>.</summary>
    public bool HasCapture { get; set; }

    /// <summary>The action <c>multiMatch</c>.</summary>
    public bool IsMultiMatch { get; set; }

    /// <summary>What is done for each match, in order.</summary>
    public List<RuleAction> Effects { get; } = [];

    /// <summary>The actions <c>xmlns</c>.</summary>
    public List<RuleAction> Namespaces { get; } = [];

    /// <summary>What a rule is whose own actions are <paramref name="own"/> and whose defaults are these.</summary>
    public ActionSet With(ActionSet own)
    {
        var merged = new ActionSet
        {
            Id = own.Id != 0 ? own.Id : Id,
            Phase = own.Phase != 0 ? own.Phase : Phase,
            Message = own.Message ?? Message,
            LogData = own.LogData ?? LogData,
            Severity = own.Severity >= 0 ? own.Severity : Severity,
            Revision = own.Revision ?? Revision,
            Version = own.Version ?? Version,
            IsLogged = own.IsLogged ?? IsLogged,
            Disruptive = own.IsBlock ? Disruptive : own.Disruptive ?? Disruptive,
            Location = own.Disruptive == DisruptiveAction.Redirect ? own.Location : Location,
            Status = own.Status != 0 ? own.Status : Status,
            IsChain = own.IsChain,
            Skip = own.Skip != 0 ? own.Skip : Skip,
            SkipAfter = own.SkipAfter ?? SkipAfter,
            HasCapture = own.HasCapture || HasCapture,
            IsMultiMatch = own.IsMultiMatch || IsMultiMatch,
        };
        merged.Tags.AddRange(Tags);
        merged.Tags.AddRange(own.Tags);
        merged.Transformations.AddRange(Transformations);
        merged.Transformations.AddRange(own.Transformations);
        merged.Effects.AddRange(Effects);
        merged.Effects.AddRange(own.Effects);
        merged.Namespaces.AddRange(Namespaces);
        merged.Namespaces.AddRange(own.Namespaces);
        return merged;
    }
}
