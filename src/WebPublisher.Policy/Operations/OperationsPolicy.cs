using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Certificates;

namespace WebPublisher.Policy.Operations;

/// <summary>How operators and monitoring see the server.</summary>
/// <param name="Listen">Address and port of the operations server; null when switched off. Loopback by default.</param>
/// <param name="Otlp">OTLP collector for metrics and traces (gRPC), or null.</param>
public sealed record OperationsPolicy(IPEndPoint? Listen, Uri? Otlp)
{
    /// <summary>The certificate by which it speaks TLS; null when it speaks in clear.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>Host names (lower case) and addresses by which it may be called, beside those of its certificate, <c>localhost</c> and the address a connection came to.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Who may come with a token, beyond the loopback address.</summary>
    public ImmutableArray<OperationsToken> Tokens { get; init; } = [];

    /// <summary>Who may come with a certificate, beyond the loopback address; null for nobody.</summary>
    public OperationsClientCertificates? ClientCertificates { get; init; }

    /// <summary>Whether requests for a host may be answered.</summary>
    /// <param name="host">A name in any case or an address, without port and brackets.</param>
    public bool IsCalled(string host) => Hosts.Contains(host, StringComparer.OrdinalIgnoreCase) || Certificate?.Covers(host) == true;
}
