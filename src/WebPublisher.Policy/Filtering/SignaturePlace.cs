namespace WebPublisher.Policy.Filtering;

/// <summary>Where a signature is looked for.</summary>
public enum SignaturePlace
{
    /// <summary>Path and query of a request, percent-decoded.</summary>
    Url,

    /// <summary>The values of a request's header fields.</summary>
    RequestHeaders,

    /// <summary>A request's body.</summary>
    RequestBody,

    /// <summary>The values of an answer's header fields.</summary>
    ResponseHeaders,

    /// <summary>An answer's body.</summary>
    ResponseBody,
}
