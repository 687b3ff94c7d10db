namespace WebPublisher.Conformance.Waf.Talking;

/// <summary>What came back.</summary>
/// <param name="Port">The client's port.</param>
/// <param name="Status">The status, or null where none could be read.</param>
/// <param name="Octets">All that came.</param>
/// <param name="Failure">Why nothing came, or null.</param>
internal sealed record RawAnswer(int Port, int? Status, byte[] Octets, string? Failure);
