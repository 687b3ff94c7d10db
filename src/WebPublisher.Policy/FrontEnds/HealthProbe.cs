namespace WebPublisher.Policy.FrontEnds;

/// <summary>Active probing: a GET that must be answered 2xx over the same verified channel as live traffic.</summary>
/// <param name="Path">Path and query to ask for.</param>
/// <param name="Interval">Pause between probes of one server (default 10 s).</param>
/// <param name="Timeout">A slower answer counts as none (default 5 s).</param>
/// <param name="Failures">Probes that must fail in a row before the server is taken out (default 2).</param>
public sealed record HealthProbe(string Path, TimeSpan Interval, TimeSpan Timeout, int Failures);
