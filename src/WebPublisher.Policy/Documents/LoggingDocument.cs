using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What is written about requests.</summary>
[Document("logging")]
public sealed record LoggingDocument : Document
{
    /// <summary>The access log; none is written without it.</summary>
    [Key("The access log; none is written without it.")]
    public AccessLogDocument? AccessLog { get; init; }

    /// <summary>Names of query parameters whose values may be logged; the values of all others are written as *.</summary>
    [Key("Names of query parameters whose values may be logged; the values of all others are written as *.", Example = "_task")]
    public DocumentList<Located<string>> QueryParameters { get; init; } = new();
}
