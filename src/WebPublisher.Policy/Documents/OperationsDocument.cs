using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>How operators and monitoring see the server.</summary>
[Document("the operations endpoint")]
public sealed record OperationsDocument : Document
{
    /// <summary>Address and port of the dashboard, its API, /metrics and /health, or off.</summary>
    [Key("Address and port of the dashboard, its API, /metrics and /health, or off. Beyond the loopback address all but /metrics and /health needs TLS and a login.", Default = "127.0.0.1:9464")]
    public Located<SwitchableEndPoint>? Listen { get; init; }

    /// <summary>Name of the certificate by which it speaks TLS.</summary>
    [Key("Name of the certificate by which it speaks TLS. It speaks in clear without one.", Example = "operations")]
    public Located<string>? Certificate { get; init; }

    /// <summary>Host names and addresses by which browsers may call it, beside those of its certificate.</summary>
    [Key("Host names and addresses by which browsers may call it, beside those of its certificate, localhost and its own address.", Example = "ops.example.com")]
    public DocumentList<Located<HostPattern>> Hosts { get; init; } = new();

    /// <summary>Secrets that let somebody in, beyond the loopback address.</summary>
    [Key("Secrets that let somebody in, beyond the loopback address: as Authorization: Bearer, or typed in at /login.")]
    public DocumentList<OperationsTokenDocument> Tokens { get; init; } = new();

    /// <summary>Client certificates that let somebody in, beyond the loopback address.</summary>
    [Key("Client certificates that let somebody in, beyond the loopback address.")]
    public OperationsClientCertificatesDocument? ClientCertificates { get; init; }

    /// <summary>OTLP collector that metrics and traces are sent to (gRPC).</summary>
    [Key("OTLP collector that metrics and traces are sent to (gRPC).", Example = "http://127.0.0.1:4317")]
    public Located<Uri>? Otlp { get; init; }
}
