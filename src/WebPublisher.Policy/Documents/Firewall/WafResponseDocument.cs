using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>How answers are inspected.</summary>
[Document("the inspection of answers")]
public sealed record WafResponseDocument : Document
{
    /// <summary>Whether answers are inspected: their header, and their body where its type is listed.</summary>
    [Key("Whether answers are inspected: their header, and their body where its type is listed.", Default = "false")]
    public Located<bool>? Inspect { get; init; }

    /// <summary>The types of bodies that are inspected.</summary>
    [Key("The types of bodies that are inspected.", Default = "[text/plain, text/html, text/xml]", Example = "text/html")]
    public DocumentList<Located<string>> Types { get; init; } = new();

    /// <summary>How much of a body, decoded, is held back until it has been judged.</summary>
    [Key("How much of a body, decoded, is held back until it has been judged.", Default = "512KB", Minimum = "1KB", Maximum = "16MB")]
    public Located<ByteSize>? Limit { get; init; }

    /// <summary>What becomes of a longer one.</summary>
    [Key("What becomes of a longer one: pass lets it through when nothing is wrong with what was inspected, refuse refuses it.", Default = "pass")]
    public Located<BeyondLimit>? Beyond { get; init; }
}
