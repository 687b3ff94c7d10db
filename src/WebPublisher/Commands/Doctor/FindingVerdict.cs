namespace WebPublisher.Commands.Doctor;

/// <summary>What a finding means.</summary>
public enum FindingVerdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>To be known; nothing is wrong.</summary>
    Note,

    /// <summary>Will not work, or not under a condition, or could not be found out.</summary>
    Warning,

    /// <summary>Does not work now.</summary>
    Problem,
}
