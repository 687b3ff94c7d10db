using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>HTTP authentication between clients and front ends.</summary>
[Document("settings of HTTP authentication")]
public sealed record AuthenticationDocument : Document
{
    /// <summary>The schemes that pass; others are removed from challenges and from requests.</summary>
    [Key("The schemes that pass; others are removed from challenges and from requests. Basic passes over TLS alone; negotiate and ntlm pin a connection to each client.",
        Default = "(all but negotiate and ntlm)", Example = "ntlm", MayBeEmpty = true)]
    public DocumentList<Located<AuthenticationSchemeWord>> Pass { get; init; } = new();
}
