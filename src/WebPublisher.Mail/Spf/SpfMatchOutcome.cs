namespace WebPublisher.Mail.Spf;

/// <summary>What a mechanism says of the client.</summary>
internal enum SpfMatchOutcome
{
    /// <summary>It does not match.</summary>
    NoMatch,

    /// <summary>It matches.</summary>
    Match,

    /// <summary>DNS failed.</summary>
    TempError,

    /// <summary>It cannot be evaluated.</summary>
    PermError,
}
