namespace WebPublisher.Waf;

/// <summary>What a rule set wants done with a request or a response.</summary>
public enum VerdictAction
{
    /// <summary>It may go on.</summary>
    Pass,

    /// <summary>It is answered with <see cref="Verdict.Status"/> (actions <c>deny</c> and <c>block</c>).</summary>
    Deny,

    /// <summary>The connection is closed without an answer (action <c>drop</c>).</summary>
    Drop,

    /// <summary>The client is sent to <see cref="Verdict.Location"/> (action <c>redirect</c>).</summary>
    Redirect,
}
