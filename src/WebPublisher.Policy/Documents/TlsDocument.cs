using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Policy.Documents;

/// <summary>What a listener asks of TLS.</summary>
[Document("TLS settings")]
public record TlsDocument : Document
{
    /// <summary>The oldest version of TLS that is accepted.</summary>
    [Key("The oldest version of TLS that is accepted.", Default = "1.2")]
    public Located<TlsVersion>? MinimumVersion { get; init; }

    /// <summary>The shortest symmetric key that is accepted.</summary>
    [Key("The shortest symmetric key that is accepted.", Default = "128", OneOf = ["128", "256"])]
    public Located<int>? MinimumKeyBits { get; init; }
}
