using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Filtering;

/// <summary>What requests and answers must look like to pass: ISA Server's HTTP filter. What does not is refused with 403, code 12217.</summary>
[Document("an HTTP filter")]
public sealed record HttpFilterDocument : Document
{
    /// <summary>Whether it filters; false switches off the filter of a profile.</summary>
    [Key("Whether it filters; false switches off the filter of a profile.", Default = "true")]
    public Located<bool>? Enabled { get; init; }

    /// <summary>The most bytes of a request's target and header fields together, or none.</summary>
    [Key("The most bytes of a request's target and header fields together, or none.", Default = "32KB")]
    public Located<ByteLimit>? MaxHeaders { get; init; }

    /// <summary>The most bytes of a request's body, or none.</summary>
    [Key("The most bytes of a request's body, or none.", Default = "none")]
    public Located<ByteLimit>? MaxBody { get; init; }

    /// <summary>The most bytes of a request's canonical path, percent-encoded, or none.</summary>
    [Key("The most bytes of a request's canonical path, percent-encoded, or none.", Default = "16KB")]
    public Located<ByteLimit>? MaxUrl { get; init; }

    /// <summary>The most bytes of a request's query without its question mark, or none.</summary>
    [Key("The most bytes of a request's query without its question mark, or none.", Default = "4KB")]
    public Located<ByteLimit>? MaxQuery { get; init; }

    /// <summary>That a path is refused which changes when it is decoded a second time; it always is.</summary>
    [Key("That a path is refused which changes when it is decoded a second time; it always is.", Default = "true")]
    public Located<bool>? VerifyNormalization { get; init; }

    /// <summary>Whether a query is refused, too, that changes when it is decoded a second time; URLs within URLs do.</summary>
    [Key("Whether a query is refused, too, that changes when it is decoded a second time; URLs within URLs do.", Default = "false")]
    public Located<bool>? VerifyQuery { get; init; }

    /// <summary>Whether URLs with anything but ASCII are refused, decoded: subjects and names in other alphabets.</summary>
    [Key("Whether URLs with anything but ASCII are refused, decoded: subjects and names in other alphabets.", Default = "false")]
    public Located<bool>? BlockHighBit { get; init; }

    /// <summary>The methods that pass; a list means allow.</summary>
    [Key("The methods that pass; a list means allow.", Default = "(any)")]
    public FilterMethodsDocument? Methods { get; init; }

    /// <summary>The extensions of files that may be asked for; a list means allow.</summary>
    [Key("The extensions of files that may be asked for; a list means allow.", Default = "(programs and scripts are denied)")]
    public FilterExtensionsDocument? Extensions { get; init; }

    /// <summary>Header fields that are refused.</summary>
    [Key("Header fields that are refused.")]
    public FilterHeadersDocument? Headers { get; init; }

    /// <summary>What is looked for in requests and answers, decoded; what has it is refused.</summary>
    [Key("What is looked for in requests and answers, decoded; what has it is refused.")]
    public DocumentList<FilterSignatureDocument> Signatures { get; init; } = new();

    /// <summary>Whether answers are refused whose content is a Windows program, whatever they are called.</summary>
    [Key("Whether answers are refused whose content is a Windows program, whatever they are called.", Default = "false")]
    public Located<bool>? BlockWindowsExecutables { get; init; }
}
