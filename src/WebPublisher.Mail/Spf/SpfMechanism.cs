namespace WebPublisher.Mail.Spf;

/// <summary>What a term compares the client with (RFC 7208 section 5).</summary>
internal enum SpfMechanism
{
    /// <summary>Nothing: it always matches.</summary>
    All,

    /// <summary>The record of another domain.</summary>
    Include,

    /// <summary>A name's addresses.</summary>
    A,

    /// <summary>The addresses of a domain's mail hosts.</summary>
    Mx,

    /// <summary>The client's own names; to be avoided, and still in use.</summary>
    Ptr,

    /// <summary>An IPv4 network.</summary>
    Ip4,

    /// <summary>An IPv6 network.</summary>
    Ip6,

    /// <summary>Nothing but that a name has an address, which macros make a question about the client.</summary>
    Exists,
}
