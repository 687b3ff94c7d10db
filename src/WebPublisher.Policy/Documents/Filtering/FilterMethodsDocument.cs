using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Filtering;

/// <summary>The methods that pass the HTTP filter.</summary>
[Document("methods that pass", Short = nameof(Allow), ReplacedWhole = true)]
public sealed record FilterMethodsDocument : Document
{
    /// <summary>The only methods that pass, or "*" for any.</summary>
    [Key("The only methods that pass, or \"*\" for any.", Default = "(any)", Example = "GET")]
    public DocumentList<Located<string>> Allow { get; init; } = new();

    /// <summary>Methods that are refused all the same.</summary>
    [Key("Methods that are refused all the same.", Default = "(none)", Example = "DELETE", MayBeEmpty = true)]
    public DocumentList<Located<string>> Deny { get; init; } = new();
}
