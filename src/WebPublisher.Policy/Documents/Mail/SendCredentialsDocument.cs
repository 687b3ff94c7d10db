using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>What a send connector logs on with.</summary>
[Document("credentials")]
public sealed record SendCredentialsDocument : Document
{
    /// <summary>The user name.</summary>
    [Key("The user name.", Required = true, Example = "edge")]
    public Located<string>? User { get; init; }

    /// <summary>The password.</summary>
    [Key("The password.", Required = true)]
    public SecretDocument? Password { get; init; }
}
