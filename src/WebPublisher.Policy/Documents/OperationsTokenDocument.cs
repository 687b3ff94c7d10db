using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Documents;

/// <summary>A secret that lets somebody into the operations server.</summary>
[Document("a token")]
public sealed record OperationsTokenDocument : Document
{
    /// <summary>Who has it; the log names them by it.</summary>
    [Key("Who has it; the log names them by it.", Required = true, Example = "prometheus")]
    public Located<string>? Name { get; init; }

    /// <summary>The token, of at least 32 characters.</summary>
    [Key("The token, of at least 32 characters.", Required = true)]
    public SecretDocument? Secret { get; init; }

    /// <summary>What its holder may do: look, or look and act.</summary>
    [Key("What its holder may do: read looks, all also acts.", Default = "read")]
    public Located<OperationsRight>? May { get; init; }
}
