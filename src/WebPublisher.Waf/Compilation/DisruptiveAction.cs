namespace WebPublisher.Waf.Compilation;

/// <summary>What a rule that matched does to the transaction.</summary>
internal enum DisruptiveAction
{
    /// <summary><c>pass</c>: nothing.</summary>
    Pass,

    /// <summary><c>allow</c>: no rules any more but those of phase 5.</summary>
    Allow,

    /// <summary><c>allow:phase</c>: no rules any more in this phase.</summary>
    AllowPhase,

    /// <summary><c>allow:request</c>: no rules any more for the request.</summary>
    AllowRequest,

    /// <summary><c>deny</c>.</summary>
    Deny,

    /// <summary><c>drop</c>.</summary>
    Drop,

    /// <summary><c>redirect</c>.</summary>
    Redirect,
}
