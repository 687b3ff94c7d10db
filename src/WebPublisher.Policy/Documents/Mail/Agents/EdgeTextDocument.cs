using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>What a rule looks for in text: any of it is enough.</summary>
[Document("what is looked for in text")]
public sealed record EdgeTextDocument : Document
{
    /// <summary>Words and phrases of whole words, in any case.</summary>
    [Key("Words and phrases of whole words, in any case.", Example = "strictly confidential")]
    public DocumentList<Located<string>> Words { get; init; } = new();

    /// <summary>Patterns, with wildcards for the whole text, or between slashes as regular expressions for any part of it.</summary>
    [Key("Patterns, with wildcards for the whole text, or between slashes as regular expressions for any part of it.", Example = "/project-[0-9]{4}/")]
    public DocumentList<Located<TextPattern>> Patterns { get; init; } = new();
}
