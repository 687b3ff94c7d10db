namespace WebPublisher.Conformance.Web.Cases;

/// <summary>What has to become of a request.</summary>
internal enum Expectation
{
    /// <summary>Refused or forwarded, but nothing ambiguous reaches the front end.</summary>
    Safe,

    /// <summary>Refused.</summary>
    Reject,

    /// <summary>Forwarded.</summary>
    Forward,

    /// <summary>Refused where an RFC says so, else as <see cref="Safe"/>.</summary>
    Auto,
}
