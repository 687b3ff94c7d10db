using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>
/// Checks that browsers will accept the certificate for every host that a rule answers for. A rule that names its listeners must be covered on each of
/// them; one that applies to all of them, on at least one: a client finds a host on one address, not on all.
/// </summary>
internal static class CertificateCoverage
{
    /// <summary>Reports every host that is not covered: names as errors, wildcards (which no certificate covers at every depth) as warnings.</summary>
    public static void Check(IEnumerable<CompiledRule> rules, DiagnosticList diagnostics)
    {
        foreach (var rule in rules.Where(r => !r.IsTunnel && r.Rule.Action is not DenyAction))
        {
            var secure = rule.SecureListeners.ToList();
            foreach (var destination in (rule.Rule.Destinations?.Destinations ?? []).DistinctBy(d => d.Host))
            {
                var bare = secure.Where(l => !l.Certificates.Any(c => c.Covers(destination.Host))).ToList();
                var enough = rule.Rule.Listeners is null ? bare.Count < secure.Count : bare.Count == 0;
                if (secure.Count > 0 && !enough && !bare[0].Certificates.IsEmpty)
                {
                    Report(rule, destination.Host, bare[0], diagnostics);
                }
            }
        }
    }

    private static void Report(CompiledRule rule, HostPattern host, ListenerPolicy listener, DiagnosticList diagnostics)
    {
        var names = string.Join(", ", listener.Certificates.Select(c => Quoted.Text(c.Name)));
        var covered = string.Join(", ", listener.Certificates.SelectMany(c => c.DnsNames.Concat(c.Addresses.Select(a => a.ToString()))).Distinct(StringComparer.Ordinal));
        var message = $"certificate {names} of listener {Quoted.Text(listener.Name)} covers {(covered.Length == 0 ? "no name" : covered)}, "
            + $"but rule {rule.Quoted} publishes {host}";
        if (host.IsWildcard)
        {
            diagnostics.Warning(rule.Document.Destinations!.Value.Location, message);
        }
        else
        {
            diagnostics.Error(rule.Document.Destinations!.Value.Location, message);
        }
    }
}
