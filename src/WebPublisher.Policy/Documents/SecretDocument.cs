using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>Where a secret is kept; the secret itself never stands in a policy.</summary>
[Document("a secret", 
    InsteadOfMapping = "a secret is never written into the policy; put it in a file and write { file: PATH }, or in an environment variable and write "
        + "{ env: NAME }")]
public sealed record SecretDocument : Document
{
    /// <summary>A file whose only line is the secret, readable by its owner alone.</summary>
    [Key("A file whose only line is the secret, readable by its owner alone.", Example = "secrets/p12")]
    public Located<FilePath>? File { get; init; }

    /// <summary>An environment variable that holds the secret.</summary>
    [Key("An environment variable that holds the secret.", Example = "P12_PASSWORD")]
    public Located<string>? Env { get; init; }
}
