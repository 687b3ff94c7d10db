namespace WebPublisher.Policy.Firewall;

/// <summary>What becomes of a body that is longer than what is inspected of it.</summary>
public enum BeyondLimit
{
    /// <summary>It passes when nothing is wrong with what was inspected.</summary>
    Pass,

    /// <summary>It is refused.</summary>
    Refuse,
}
