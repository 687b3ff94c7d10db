using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>A certificate with its private key: a PEM chain and its key, or a PKCS#12 file.</summary>
[Document("a certificate")]
public sealed record CertificateDocument : Document
{
    /// <summary>PEM file with the certificate, then its intermediates.</summary>
    [Key("PEM file with the certificate, then its intermediates.", Example = "certs/mail.pem")]
    public Located<FilePath>? Chain { get; init; }

    /// <summary>PEM file with the private key, readable by its owner alone.</summary>
    [Key("PEM file with the private key, readable by its owner alone.", Example = "certs/mail.key")]
    public Located<FilePath>? Key { get; init; }

    /// <summary>PKCS#12 file with certificate, intermediates and key.</summary>
    [Key("PKCS#12 file with certificate, intermediates and key.", Example = "certs/mail.p12")]
    public Located<FilePath>? Pkcs12 { get; init; }

    /// <summary>The password of the key or of the PKCS#12 file.</summary>
    [Key("The password of the key or of the PKCS#12 file.")]
    public SecretDocument? Password { get; init; }
}
