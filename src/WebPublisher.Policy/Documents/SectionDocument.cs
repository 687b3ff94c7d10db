using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>A part of a site that is treated in its own way.</summary>
[Document("a section")]
public sealed record SectionDocument : TreatmentDocument
{
    /// <summary>Whether it is published at all.</summary>
    [Key("Whether it is published at all.", Default = "true")]
    public Located<bool>? Published { get; init; }

    /// <summary>Its paths, as in a destination set; a path belongs to the first section that has it.</summary>
    [Key("Its paths, as in a destination set; a path belongs to the first section that has it.", Default = "(all)", Example = "/owa/*")]
    public DocumentList<Located<PathPattern>> Paths { get; init; } = new();
}
