namespace WebPublisher.Web.Records;

/// <summary>What became of a request.</summary>
public enum PublishingDecision
{
    /// <summary>A front end answered it.</summary>
    Forwarded,

    /// <summary>A rule answered it with a redirect.</summary>
    Redirected,

    /// <summary>It was refused, or could not be served; the denial says why.</summary>
    Denied,

    /// <summary>Its TLS connection was relayed undecrypted.</summary>
    Tunnelled,

    /// <summary>The client went away before it was answered.</summary>
    Abandoned,
}
