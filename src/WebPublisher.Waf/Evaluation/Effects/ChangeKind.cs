namespace WebPublisher.Waf.Evaluation.Effects;

/// <summary>What <c>setvar</c> does to a variable.</summary>
internal enum ChangeKind
{
    /// <summary><c>=value</c>.</summary>
    Set,

    /// <summary><c>=+value</c>.</summary>
    Add,

    /// <summary><c>=-value</c>.</summary>
    Subtract,

    /// <summary><c>!name</c>.</summary>
    Unset,
}
