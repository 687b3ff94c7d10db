using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Filtering;

/// <summary>The extensions that pass the HTTP filter.</summary>
[Document("extensions that pass", Short = nameof(Allow), ReplacedWhole = true)]
public sealed record FilterExtensionsDocument : Document
{
    /// <summary>The only extensions that pass; "." is none, "*" is any.</summary>
    [Key("The only extensions that pass; \".\" is none, \"*\" is any.", Default = "(any)", Example = ".aspx")]
    public DocumentList<Located<string>> Allow { get; init; } = new();

    /// <summary>Extensions that are refused; "." is none.</summary>
    [Key("Extensions that are refused; \".\" is none.", Default = "(programs and scripts, unless allow is given)", Example = ".exe", MayBeEmpty = true)]
    public DocumentList<Located<string>> Deny { get; init; } = new();
}
