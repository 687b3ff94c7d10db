using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>A file of policy tests.</summary>
[Document("a file of policy tests")]
public sealed record PolicyTestFileDocument : Document
{
    /// <summary>The tests.</summary>
    [Key("The tests.", Required = true)]
    public DocumentList<PolicyTestDocument> Tests { get; init; } = new();
}
