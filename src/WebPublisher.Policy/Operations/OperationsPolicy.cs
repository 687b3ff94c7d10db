using System.Net;

namespace WebPublisher.Policy.Operations;

/// <summary>How operators and monitoring see the server.</summary>
/// <param name="Listen">Address and port of <c>/metrics</c> and <c>/health</c>; null when switched off. Loopback by default.</param>
/// <param name="Otlp">OTLP collector for metrics and traces (gRPC), or null.</param>
public sealed record OperationsPolicy(IPEndPoint? Listen, Uri? Otlp);
