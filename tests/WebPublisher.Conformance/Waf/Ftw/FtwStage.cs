namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>One request of a test and what is expected of it.</summary>
/// <param name="Dialect">Who would complete the request.</param>
/// <param name="Input">The request.</param>
/// <param name="Expectation">What is expected.</param>
internal sealed record FtwStage(FtwDialect Dialect, FtwInput Input, FtwExpectation Expectation);
