using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Documents;

/// <summary>Client certificates that let somebody into the operations server.</summary>
[Document("the client certificates of operators")]
public sealed record OperationsClientCertificatesDocument : Document
{
    /// <summary>Name of the roots they come from; no other root counts.</summary>
    [Key("Name of the roots they come from; no other root counts.", Required = true, Example = "operators")]
    public Located<string>? TrustedRoots { get; init; }

    /// <summary>Who is let in: common names, or DNS names or mail addresses of the subject alternative name.</summary>
    [Key("Who is let in: common names, or DNS names or mail addresses of the subject alternative name.", Required = true, Example = "anna@example.com")]
    public DocumentList<Located<string>> Names { get; init; } = new();

    /// <summary>What they may do: look, or look and act.</summary>
    [Key("What they may do: read looks, all also acts.", Default = "read")]
    public Located<OperationsRight>? May { get; init; }
}
