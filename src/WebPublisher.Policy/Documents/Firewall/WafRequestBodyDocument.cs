using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>How bodies of requests are inspected.</summary>
[Document("the inspection of bodies")]
public sealed record WafRequestBodyDocument : Document
{
    /// <summary>Whether bodies are inspected at all.</summary>
    [Key("Whether bodies are inspected at all.", Default = "true")]
    public Located<bool>? Inspect { get; init; }

    /// <summary>How much of a body is held back until it has been judged; files that are uploaded by a form do not count.</summary>
    [Key("How much of a body is held back until it has been judged.", Default = "128KB", Minimum = "1KB", Maximum = "16MB")]
    public Located<ByteSize>? Limit { get; init; }

    /// <summary>What becomes of a longer one.</summary>
    [Key("What becomes of a longer one: pass lets it through when nothing is wrong with what was inspected, refuse refuses it (413).", Default = "pass")]
    public Located<BeyondLimit>? Beyond { get; init; }
}
