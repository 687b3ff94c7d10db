namespace WebPublisher.Policy.Operations;

/// <summary>What somebody may do by the operations server.</summary>
public enum OperationsRight
{
    /// <summary>Look.</summary>
    Read,

    /// <summary>Look and act.</summary>
    All,
}
