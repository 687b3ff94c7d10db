using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>A published host and the paths below it.</summary>
[Document("a destination")]
public sealed record DestinationDocument : Document
{
    /// <summary>A host name, an address, or *.name for any name below it.</summary>
    [Key("A host name, an address, or *.name for any name below it.", Required = true, Example = "mail.example.com")]
    public Located<HostPattern>? Host { get; init; }

    /// <summary>The paths: exactly one, or /path/* for everything at and below it. All, when absent.</summary>
    [Key("The paths: exactly one, or /path/* for everything at and below it. All, when absent.", Example = "/owa/*")]
    public DocumentList<Located<PathPattern>> Paths { get; init; } = new();
}
