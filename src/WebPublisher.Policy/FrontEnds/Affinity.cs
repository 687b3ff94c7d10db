namespace WebPublisher.Policy.FrontEnds;

/// <summary>Whether a browser stays with its server.</summary>
public enum Affinity
{
    /// <summary>Every request is balanced anew.</summary>
    None,

    /// <summary>A cookie that names the server by a hash, never by its name or address.</summary>
    Cookie,
}
