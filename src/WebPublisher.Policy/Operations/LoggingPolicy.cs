using System.Collections.Frozen;

namespace WebPublisher.Policy.Operations;

/// <summary>What is written about requests.</summary>
/// <param name="AccessLog">The access log file, or null when none is written.</param>
/// <param name="QueryParameters">
/// Names of query parameters whose values may be logged (ordinal, case-insensitive). Values of all others are replaced by <c>*</c>: a query may carry a token.
/// </param>
public sealed record LoggingPolicy(AccessLogPolicy? AccessLog, FrozenSet<string> QueryParameters);
