using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Finds rules that can never match because one rule takes everything they would.</summary>
internal static class RuleShadowing
{
    /// <summary>Warns of every rule that a single other rule hides entirely. Several rules that hide one together are not found.</summary>
    public static void Check(IReadOnlyList<CompiledRule> rules, DiagnosticList diagnostics)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            var earlier = rules.Take(i).FirstOrDefault(e => Hides(e, rule));
            if (earlier is not null)
            {
                diagnostics.Warning(
                    rule.Document.Name!.Value.Location,
                    $"rule {rule.Quoted} can never match: rule {earlier.Quoted} at {earlier.Rule.Location} takes everything before it");
                continue;
            }

            // Tunnels are decided in the handshake, before any rule sees a request.
            var tunnel = rules.Skip(i + 1).FirstOrDefault(t => t.IsTunnel && !rule.IsTunnel && rule.Rule.RequireSecureChannel && Covers(t, rule));
            if (tunnel is not null)
            {
                diagnostics.Warning(
                    rule.Document.Name!.Value.Location,
                    $"rule {rule.Quoted} can never serve a request: rule {tunnel.Quoted} at {tunnel.Rule.Location} tunnels its hosts");
            }
        }
    }

    // A tunnel is not hidden by a rule for decrypted requests, whatever the order.
    private static bool Hides(CompiledRule earlier, CompiledRule rule) => (!rule.IsTunnel || earlier.IsTunnel) && Covers(earlier, rule);

    private static bool Covers(CompiledRule wide, CompiledRule narrow)
    {
        var (w, n) = (wide.Rule, narrow.Rule);
        return TakesAllPaths(w)
            && narrow.Listeners.All(l => wide.Listeners.Any(m => m.Name == l.Name))
            && (w.Schedule is null || w.Schedule == n.Schedule)
            && (w.Methods is null || (n.Methods is not null && n.Methods.IsSubsetOf(w.Methods)))
            && (w.Clients is null || (n.Clients is not null && Contains(w.Clients, n.Clients)))
            && (w.Destinations is null || (n.Destinations is not null && Contains(w.Destinations, n.Destinations)));
    }

    // A closed section, and what no section has, is left to the next rules.
    private static bool TakesAllPaths(PublishingRule rule) =>
        rule.Action is not PublishAction publish || (publish.Sections.All(s => s.IsPublished) && publish.Sections.Any(s => s.Paths.IsEmpty || s.Paths.Any(p => p.Text == "/*")));

    private static bool Contains(ClientAddressSet wide, ClientAddressSet narrow) => narrow.Networks.All(n => wide.Networks.Any(w => Contains(w, n)));

    private static bool Contains(DestinationSet wide, DestinationSet narrow) => narrow.Destinations.All(n => wide.Destinations.Any(w => Contains(w, n)));

    private static bool Contains(IPNetwork wide, IPNetwork narrow) => wide.PrefixLength <= narrow.PrefixLength && wide.Contains(narrow.BaseAddress);

    private static bool Contains(Destination wide, Destination narrow) =>
        Contains(wide.Host, narrow.Host)
        && (wide.Paths.IsEmpty || (!narrow.Paths.IsEmpty && narrow.Paths.All(x => wide.Paths.Any(y => Contains(y, x)))));

    // "*.a" covers "x.a" and "*.x.a", and itself.
    private static bool Contains(HostPattern wide, HostPattern narrow) =>
        wide.Text == narrow.Text || (wide.IsWildcard && wide.Matches(narrow.IsWildcard ? narrow.Text.AsSpan(2) : narrow.Text));

    private static bool Contains(PathPattern wide, PathPattern narrow)
    {
        var below = narrow.Text.EndsWith("/*", StringComparison.Ordinal);
        var root = below ? narrow.Text[..^2] : narrow.Text;
        return wide.Matches(root) && (!below || wide.Text.EndsWith("/*", StringComparison.Ordinal));
    }
}
