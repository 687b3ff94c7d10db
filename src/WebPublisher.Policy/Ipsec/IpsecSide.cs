namespace WebPublisher.Policy.Ipsec;

/// <summary>An end of an IPsec connection.</summary>
public enum IpsecSide
{
    /// <summary>The end that opens TCP connections to the protected ports.</summary>
    Front,

    /// <summary>The end that serves the protected ports.</summary>
    Back,

    /// <summary>Neither end: the connection joins two other machines, and is only rendered here.</summary>
    Neither,
}
