namespace WebPublisher.EndToEnd.Tests.Scanners;

/// <summary>One line of testssl.sh's report.</summary>
internal sealed record TestSslFinding(string Id, string Severity, string Finding);
