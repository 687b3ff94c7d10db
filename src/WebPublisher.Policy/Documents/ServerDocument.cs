using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>The server itself.</summary>
[Document("the server")]
public sealed record ServerDocument : Document
{
    /// <summary>Its short name in logs and traces.</summary>
    [Key("Its short name in logs and traces.", Default = "(the machine's name)", Example = "EDGE01")]
    public Located<string>? Name { get; init; }

    /// <summary>The full name by which connectors of the mail half call themselves unless they say otherwise.</summary>
    [Key("The full name by which connectors of the mail half call themselves unless they say otherwise.", Example = "edge01.example.com")]
    public Located<FullyQualifiedName>? Fqdn { get; init; }

    /// <summary>The directory for what must survive a restart.</summary>
    [Key("The directory for what must survive a restart.", Default = "state")]
    public Located<FilePath>? StateDirectory { get; init; }

    /// <summary>How it lets go of its clients when it is drained or stops.</summary>
    [Key("How it lets go of its clients when it is drained or stops.")]
    public DrainDocument? Drain { get; init; }
}
