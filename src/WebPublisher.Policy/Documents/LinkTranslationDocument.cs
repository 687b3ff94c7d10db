using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Which links in bodies are translated.</summary>
[Document("a link translation")]
public sealed record LinkTranslationDocument : Document
{
    /// <summary>Whether links are translated; false switches the translation of a profile off.</summary>
    [Key("Whether links are translated; false switches the translation of a profile off.", Default = "true")]
    public Located<bool>? Enabled { get; init; }

    /// <summary>Beginnings of inner URLs and what takes their place, beyond the names of the farm.</summary>
    [Key("Beginnings of inner URLs and what takes their place, beyond the names of the farm.")]
    public DocumentMap<Located<Uri>> Map { get; init; } = new();

    /// <summary>The content types whose bodies are translated; *+json is all with that suffix.</summary>
    [Key("The content types whose bodies are translated; *+json is all with that suffix.", Example = "text/html")]
    public DocumentList<Located<string>> ContentTypes { get; init; } = new();
}
