using System.Collections.Immutable;

namespace WebPublisher.Policy.Filtering;

/// <summary>
/// ISA Server's HTTP filter: what a request and its answer must look like to pass. Null means no limit, or nothing to look for. The defaults are Microsoft's published
/// baseline for Outlook Web Access, which is safe for any webmail.
/// </summary>
public sealed record HttpFilterPolicy
{
    /// <summary>The most bytes of target and header fields together, in HTTP/1.1's notation.</summary>
    public long? MaximumHeaders { get; init; } = 32 * 1024;

    /// <summary>The most bytes of a request's body.</summary>
    public long? MaximumBody { get; init; }

    /// <summary>The most bytes of the canonical path, percent-encoded.</summary>
    public long? MaximumUrl { get; init; } = 16 * 1024;

    /// <summary>The most bytes of the query, without its question mark.</summary>
    public long? MaximumQuery { get; init; } = 4 * 1024;

    /// <summary>Whether a query is refused that decoding a second time would change.</summary>
    public bool VerifyQuery { get; init; }

    /// <summary>Whether a URL is refused that decodes to bytes above 127.</summary>
    public bool BlockHighBit { get; init; }

    /// <summary>The methods that pass.</summary>
    public FilterMethods? Methods { get; init; }

    /// <summary>The extensions that pass.</summary>
    public FilterExtensions? Extensions { get; init; } = new(allowed: null, denied: null);

    /// <summary>Fields that a request must not have.</summary>
    public ImmutableArray<string> DeniedRequestHeaders { get; init; } = [];

    /// <summary>Fields that an answer must not have.</summary>
    public ImmutableArray<string> DeniedResponseHeaders { get; init; } = [];

    /// <summary>What is looked for in path and query.</summary>
    public SignatureSet? Url { get; init; }

    /// <summary>What is looked for in a request's fields.</summary>
    public ImmutableArray<FieldSignatures> RequestHeaders { get; init; } = [];

    /// <summary>What is looked for in a request's body.</summary>
    public SignatureSet? RequestBody { get; init; }

    /// <summary>What is looked for in an answer's fields.</summary>
    public ImmutableArray<FieldSignatures> ResponseHeaders { get; init; } = [];

    /// <summary>What is looked for in an answer's body.</summary>
    public SignatureSet? ResponseBody { get; init; }

    /// <summary>Whether answers are refused whose content is a Windows program.</summary>
    public bool BlockWindowsExecutables { get; init; }
}
