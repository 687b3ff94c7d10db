using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Documents;

/// <summary>The servers of one site behind the firewall.</summary>
[Document("a front end")]
public sealed record FrontEndDocument : Document
{
    /// <summary>The servers with their ports.</summary>
    [Key("The servers with their ports.", Required = true, Example = "owafe01.example.com:443")]
    public DocumentList<Located<FrontEndServer>> Servers { get; init; } = new();

    /// <summary>How a server is chosen among the healthy ones.</summary>
    [Key("How a server is chosen among the healthy ones.", Default = "leastRequests")]
    public Located<Balancing>? Balancing { get; init; }

    /// <summary>Whether a browser stays with its server.</summary>
    [Key("Whether a browser stays with its server.", Default = "none")]
    public Located<Affinity>? Affinity { get; init; }

    /// <summary>Active probing. Without it servers are judged by live traffic alone.</summary>
    [Key("Active probing. Without it servers are judged by live traffic alone.")]
    public HealthDocument? Health { get; init; }

    /// <summary>What a server's certificate must satisfy before any byte of a request is sent.</summary>
    [Key("What a server's certificate must satisfy before any byte of a request is sent.")]
    public FrontEndCertificateDocument? Certificate { get; init; }

    /// <summary>What happens when a server does not answer.</summary>
    [Key("What happens when a server does not answer.")]
    public ResilienceDocument? Resilience { get; init; }
}
