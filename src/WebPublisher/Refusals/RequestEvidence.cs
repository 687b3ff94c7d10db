namespace WebPublisher.Refusals;

/// <summary>What is kept of a request that was refused or broke off, as a line of JSON.</summary>
internal sealed record RequestEvidence : Evidence
{
    /// <summary>What became of it.</summary>
    public required string Decision { get; init; }

    /// <summary>The status that was sent; 0 for none.</summary>
    public int Status { get; init; }

    /// <summary>The sub-status, such as 4 in 403.4, or 0.</summary>
    public int SubStatus { get; init; }

    /// <summary>The error code, such as 12202, or 0.</summary>
    public int Code { get; init; }

    /// <summary>The sentence the visitor saw.</summary>
    public string? Title { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What of the request decided.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule that decided; null when none was reached.</summary>
    public string? Rule { get; init; }

    /// <summary>The section of that rule; null when none was reached or the rule is not divided.</summary>
    public string? Section { get; init; }

    /// <summary>The revision of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The canonical URL, or what was refused as one; values of query parameters are <c>*</c> but for those that may be logged.</summary>
    public required string Url { get; init; }

    /// <summary>The version of HTTP.</summary>
    public string? Protocol { get; init; }

    /// <summary>The User-Agent.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The listener.</summary>
    public required string Listener { get; init; }

    /// <summary>The address and port the client reached.</summary>
    public string? Local { get; init; }

    /// <summary>The version of TLS; null in clear.</summary>
    public string? Tls { get; init; }

    /// <summary>The cipher suite; null in clear.</summary>
    public string? Cipher { get; init; }

    /// <summary>What the web application firewall found out; null where none was asked or there was nothing.</summary>
    public FirewallEvidence? Firewall { get; init; }

    /// <summary>The front-end farm.</summary>
    public string? Farm { get; init; }

    /// <summary>The server that was tried last.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>How many servers were tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Octets of the request's body.</summary>
    public long RequestBytes { get; init; }

    /// <summary>Octets of the response's body.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>Milliseconds until the front end's response header was there.</summary>
    public double? FrontEndMilliseconds { get; init; }

    /// <summary>The W3C trace id.</summary>
    public string? Trace { get; init; }
}
