namespace WebPublisher.Smtp.Receive.Proxy;

/// <summary>What a look for a PROXY protocol header found.</summary>
internal enum ProxyHeaderStatus
{
    /// <summary>Not all of it has come.</summary>
    Incomplete,

    /// <summary>A header.</summary>
    Header,

    /// <summary>No header, or a broken one.</summary>
    Malformed,
}
