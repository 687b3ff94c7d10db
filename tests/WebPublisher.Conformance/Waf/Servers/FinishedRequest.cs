namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>A request that the product is done with.</summary>
/// <param name="ClientPort">The client's port.</param>
/// <param name="Status">What it answered.</param>
/// <param name="Rules">The rules that matched and log, in order.</param>
internal sealed record FinishedRequest(int ClientPort, int Status, IReadOnlyList<LoggedRule> Rules);
