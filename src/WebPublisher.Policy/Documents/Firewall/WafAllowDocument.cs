using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>What the rule set forbids anywhere and a site needs.</summary>
[Document("what a firewall allows")]
public sealed record WafAllowDocument : Document
{
    /// <summary>Methods beyond those of the rule set (911100); those that httpFilter lists are among them.</summary>
    [Key("Methods beyond those of the rule set (911100); those that httpFilter lists are among them.", Example = "PROPFIND", MayBeEmpty = true)]
    public DocumentList<Located<string>> Methods { get; init; } = new();

    /// <summary>Content types of requests beyond those of the rule set (920420).</summary>
    [Key("Content types of requests beyond those of the rule set (920420).", Example = "application/vnd.ms-sync.wbxml", MayBeEmpty = true)]
    public DocumentList<Located<string>> ContentTypes { get; init; } = new();

    /// <summary>Header fields that the rule set restricts (920450).</summary>
    [Key("Header fields that the rule set restricts (920450).", Example = "Lock-Token", MayBeEmpty = true)]
    public DocumentList<Located<string>> Headers { get; init; } = new();

    /// <summary>Extensions of files that the rule set restricts (920440); "*" for all.</summary>
    [Key("Extensions of files that the rule set restricts (920440); \"*\" for all.", Example = ".log", MayBeEmpty = true)]
    public DocumentList<Located<string>> Extensions { get; init; } = new();
}
