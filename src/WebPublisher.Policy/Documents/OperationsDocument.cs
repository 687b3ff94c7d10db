using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>How operators and monitoring see the server.</summary>
[Document("the operations endpoint")]
public sealed record OperationsDocument : Document
{
    /// <summary>Address and port of /metrics and /health, or off.</summary>
    [Key("Address and port of /metrics and /health, or off.", Default = "127.0.0.1:9464")]
    public Located<SwitchableEndPoint>? Listen { get; init; }

    /// <summary>OTLP collector that metrics and traces are sent to (gRPC).</summary>
    [Key("OTLP collector that metrics and traces are sent to (gRPC).", Example = "http://127.0.0.1:4317")]
    public Located<Uri>? Otlp { get; init; }
}
