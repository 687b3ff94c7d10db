using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>What a front end's certificate must satisfy.</summary>
[Document("a certificate policy")]
public sealed record FrontEndCertificateDocument : Document
{
    /// <summary>Names of the only trusted roots its chain may end in; the system's store when absent.</summary>
    [Key("Names of the only trusted roots its chain may end in; the system's store when absent.", Example = "internalCa")]
    public DocumentList<Located<string>> TrustedRoots { get; init; } = new();

    /// <summary>The name it must carry, and the SNI that is sent.</summary>
    [Key("The name it must carry, and the SNI that is sent.", Default = "(the server's own name)", Example = "owafe.example.com")]
    public Located<string>? Name { get; init; }

    /// <summary>Its public key must be one of these: sha256/ and the base64 of the SHA-256 of its SubjectPublicKeyInfo.</summary>
    [Key("Its public key must be one of these: sha256/ and the base64 of the SHA-256 of its SubjectPublicKeyInfo.")]
    public DocumentList<Located<PublicKeyPin>> Pins { get; init; } = new();

    /// <summary>Name of the certificate that is shown to servers that ask for one.</summary>
    [Key("Name of the certificate that is shown to servers that ask for one.", Example = "owaPublic")]
    public Located<string>? ClientCertificate { get; init; }
}
