namespace WebPublisher.Web.Records;

/// <summary>What the web application firewall said of a request and its answer.</summary>
public enum FirewallVerdict
{
    /// <summary>Nothing that its rules condemn.</summary>
    Passed,

    /// <summary>They condemn it, and the policy only has it told of.</summary>
    Detected,

    /// <summary>They condemn it, and it was refused.</summary>
    Blocked,
}
