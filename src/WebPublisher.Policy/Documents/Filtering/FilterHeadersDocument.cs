using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Filtering;

/// <summary>Header fields that the HTTP filter refuses.</summary>
[Document("refused header fields")]
public sealed record FilterHeadersDocument : Document
{
    /// <summary>Names of fields; a request that has one is refused.</summary>
    [Key("Names of fields; a request that has one is refused.", Default = "(none)", Example = "X-HTTP-Method-Override", MayBeEmpty = true)]
    public DocumentList<Located<string>> Request { get; init; } = new();

    /// <summary>Names of fields; an answer that has one is refused.</summary>
    [Key("Names of fields; an answer that has one is refused.", Default = "(none)", Example = "X-Debug-Token", MayBeEmpty = true)]
    public DocumentList<Located<string>> Response { get; init; } = new();
}
