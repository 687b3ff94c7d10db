namespace WebPublisher.Waf;

/// <summary><c>SecRuleEngine</c>.</summary>
public enum EngineMode
{
    /// <summary>Rules are not evaluated.</summary>
    Off,

    /// <summary>Rules are evaluated and matches told; nothing is refused.</summary>
    DetectionOnly,

    /// <summary>Rules are evaluated and obeyed.</summary>
    On,
}
