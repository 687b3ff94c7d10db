using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Header fields to set or to remove; removal happens first.</summary>
[Document("header changes")]
public sealed record HeaderEditsDocument : Document
{
    /// <summary>Fields to set, with their values; a field of that name is replaced.</summary>
    [Key("Fields to set, with their values; a field of that name is replaced.")]
    public DocumentMap<Located<string>> Set { get; init; } = new();

    /// <summary>Names of fields to remove.</summary>
    [Key("Names of fields to remove.", Example = "X-Foo")]
    public DocumentList<Located<string>> Remove { get; init; } = new();
}
