using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What is written about requests and sessions.</summary>
[Document("logging")]
public sealed record LoggingDocument : Document
{
    /// <summary>The access log of the web half (W3C extended); none is written without it.</summary>
    [Key("The access log of the web half (W3C extended); none is written without it.")]
    public RotatingLogDocument? AccessLog { get; init; }

    /// <summary>The protocol log of the mail half (CSV), which connectors with protocolLog: verbose write to.</summary>
    [Key("The protocol log of the mail half (CSV), which connectors with protocolLog: verbose write to.")]
    public RotatingLogDocument? ProtocolLog { get; init; }

    /// <summary>The agent log of the mail half (CSV): what agents found, and what was done about it.</summary>
    [Key("The agent log of the mail half (CSV): what agents found, and what was done about it.")]
    public RotatingLogDocument? AgentLog { get; init; }

    /// <summary>What is kept of refusals, for webpublisher explain REFERENCE.</summary>
    [Key("What is kept of refusals, for webpublisher explain REFERENCE.")]
    public RefusalLogDocument? RefusalLog { get; init; }

    /// <summary>Names of query parameters whose values may be logged; the values of all others are written as *.</summary>
    [Key("Names of query parameters whose values may be logged; the values of all others are written as *.", Example = "_task")]
    public DocumentList<Located<string>> QueryParameters { get; init; } = new();
}
