namespace WebPublisher.Mail.Spf;

/// <summary>What a domain says of a client (RFC 7208 section 2.6).</summary>
public enum SpfResult
{
    /// <summary>There is no domain to ask, or it says nothing.</summary>
    None,

    /// <summary>The domain will not say.</summary>
    Neutral,

    /// <summary>The client may send for the domain.</summary>
    Pass,

    /// <summary>The client may not.</summary>
    Fail,

    /// <summary>The client probably may not.</summary>
    SoftFail,

    /// <summary>DNS failed; later it may not.</summary>
    TempError,

    /// <summary>What the domain publishes cannot be understood, or costs more look-ups than are permitted.</summary>
    PermError,
}
