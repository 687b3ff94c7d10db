using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>Who is asked for names that mail brings.</summary>
[Document("the DNS settings")]
public sealed record DnsDocument : Document
{
    /// <summary>DNS servers that look names up for others, by address, with a port if it is not 53. When one does not answer, the next is asked.</summary>
    [Key(
        "DNS servers that look names up for others, by address, with a port if it is not 53. When one does not answer, the next is asked.",
        Default = "(those of /etc/resolv.conf)",
        Example = "192.0.2.53")]
    public DocumentList<Located<DnsServerAddress>> Servers { get; init; } = new();

    /// <summary>How long a server has to answer. Each is asked twice before a look-up fails.</summary>
    [Key("How long a server has to answer. Each is asked twice before a look-up fails.", Default = "3s", Minimum = "100ms", Maximum = "30s")]
    public Located<TimeSpan>? Timeout { get; init; }
}
