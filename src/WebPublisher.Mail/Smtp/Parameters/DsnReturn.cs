namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>What of a message a delivery failure shall bring back: the RET parameter of MAIL (RFC 3461 section 4.3).</summary>
public enum DsnReturn
{
    /// <summary>The reporting server decides: RET was absent.</summary>
    Unspecified,

    /// <summary>FULL: the whole message.</summary>
    Full,

    /// <summary>HDRS: its header.</summary>
    Headers,
}
