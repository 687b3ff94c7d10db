using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>Rule files of the operator's own, and where they stand.</summary>
[Document("rule files")]
public sealed record WafIncludeDocument : Document
{
    /// <summary>Files before the rule set: settings, and exclusions that depend on a request. Patterns with * and ? may be used.</summary>
    [Key("Files before the rule set: settings, and exclusions that depend on a request. Patterns with * and ? may be used.", Example = "waf/before/*.conf")]
    public DocumentList<Located<FilePath>> Before { get; init; } = new();

    /// <summary>Files after the rule set: rules of your own, and changes to its rules.</summary>
    [Key("Files after the rule set: rules of your own, and changes to its rules.", Example = "waf/after/*.conf")]
    public DocumentList<Located<FilePath>> After { get; init; } = new();
}
