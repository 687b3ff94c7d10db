namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>What a server measures for two hours, and the alerts that fire at the end of the first.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Series">Series of Prometheus, with their values in the notation of promtool, that differ from those of a server that is well.</param>
/// <param name="Fires">The alerts, and there are no others.</param>
internal sealed record AlertCase(string Name, IReadOnlyDictionary<string, string> Series, params string[] Fires);
