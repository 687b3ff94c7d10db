using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Replaces a path prefix.</summary>
[Document("a path mapping")]
public sealed record PathMappingDocument : Document
{
    /// <summary>The prefix that browsers use; begins and ends with a slash.</summary>
    [Key("The prefix that browsers use; begins and ends with a slash.", Required = true, Example = "/webmail/")]
    public Located<string>? Published { get; init; }

    /// <summary>The prefix that the front end uses; begins and ends with a slash.</summary>
    [Key("The prefix that the front end uses; begins and ends with a slash.", Required = true, Example = "/mail/")]
    public Located<string>? Inner { get; init; }
}
