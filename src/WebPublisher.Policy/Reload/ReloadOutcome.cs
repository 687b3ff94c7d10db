namespace WebPublisher.Policy.Reload;

/// <summary>What came of a reload.</summary>
public enum ReloadOutcome
{
    /// <summary>The new policy is in force.</summary>
    Applied,

    /// <summary>The files compile to the policy already in force; nothing was activated.</summary>
    Unchanged,

    /// <summary>The files have errors; the policy in force stays.</summary>
    Rejected,

    /// <summary>The files are good, but something could not be put in force (a port taken by another program, say); the policy in force stays.</summary>
    Failed,
}
