namespace WebPublisher.Operations;

/// <summary>Who may ask for a page of the operations listener, beyond the loopback address.</summary>
internal enum OperationsAudience
{
    /// <summary>Whoever reaches it, also in clear: monitoring and load balancers.</summary>
    Anybody,

    /// <summary>Whoever comes by TLS: to log in.</summary>
    Visitors,

    /// <summary>Who is known by a token, a client certificate or a login.</summary>
    Callers,
}
