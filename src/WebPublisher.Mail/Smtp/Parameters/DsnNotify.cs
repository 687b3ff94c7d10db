namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>When the sender wants to be told: the NOTIFY parameter of RCPT (RFC 3461 section 4.1).</summary>
[Flags]
public enum DsnNotify
{
    /// <summary>The server's custom, delay and failure: NOTIFY was absent.</summary>
    Unspecified = 0,

    /// <summary>NEVER; excludes the others.</summary>
    Never = 1,

    /// <summary>SUCCESS.</summary>
    Success = 2,

    /// <summary>FAILURE.</summary>
    Failure = 4,

    /// <summary>DELAY.</summary>
    Delay = 8,
}
