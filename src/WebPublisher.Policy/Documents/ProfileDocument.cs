using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What is known of one kind of webmail: its sections, and how all of them are treated unless they say otherwise.</summary>
[Document("a profile")]
public sealed record ProfileDocument : TreatmentDocument
{
    /// <summary>What it is for.</summary>
    [Key("What it is for.", Required = true)]
    public Located<string>? Description { get; init; }

    /// <summary>Its sections by name, in the order in which they are asked for a path.</summary>
    [Key("Its sections by name, in the order in which they are asked for a path.", Required = true)]
    public DocumentMap<SectionDocument> Sections { get; init; } = new();
}
