namespace WebPublisher.Conformance.Web.Recording;

/// <summary>What a stream of octets is to a strict reader.</summary>
/// <param name="Requests">The requests in their order; the last may be incomplete.</param>
/// <param name="Rest">Octets of a head that has no end yet, or that could not be read.</param>
/// <param name="Error">What ended the reading, or null.</param>
internal sealed record RecordedStream(IReadOnlyList<RecordedRequest> Requests, int Rest, Problem? Error);
