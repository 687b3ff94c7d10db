using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>What a receive connector asks of TLS.</summary>
[Document("TLS settings")]
public sealed record ReceiveTlsDocument : TlsDocument
{
    /// <summary>Whether mail is refused before TLS.</summary>
    [Key("Whether mail is refused before TLS.", Default = "false")]
    public Located<bool>? Required { get; init; }
}
