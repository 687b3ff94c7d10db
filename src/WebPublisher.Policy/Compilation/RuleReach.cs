using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Checks that a rule can do through its listeners what it says.</summary>
internal static class RuleReach
{
    /// <summary>Reports rules without a usable listener, and redirects that lead back to themselves.</summary>
    public static void Check(IEnumerable<CompiledRule> rules, DiagnosticList diagnostics)
    {
        foreach (var rule in rules.Where(r => r.Rule.Action is not DenyAction))
        {
            if (Problem(rule) is { } problem)
            {
                var location = rule.Rule.Listeners is null ? rule.Document.Name!.Value.Location : rule.Document.Listeners.Location;
                diagnostics.Error(location, $"rule {rule.Quoted} has no usable listener: {problem}");
            }

            if (rule.Rule.Action is RedirectAction redirect && LeadsBack(rule, redirect))
            {
                diagnostics.Warning(
                    rule.Document.Redirect!.To!.Value.Location, $"rule {rule.Quoted} redirects to a URL that it redirects again; browsers give up after some rounds");
            }
        }
    }

    private static string? Problem(CompiledRule rule)
    {
        if (rule.Listeners.IsEmpty)
        {
            return "none is declared";
        }

        if (rule.SecureListeners.Any())
        {
            return null;
        }

        if (rule.IsTunnel)
        {
            return "a tunnel relays TLS, and none of its listeners speaks https";
        }

        return rule.Rule.RequireSecureChannel
            ? "it requires a secure channel, and none of its listeners speaks https; add one, or write requireSecureChannel: false"
            : null;
    }

    private static bool LeadsBack(CompiledRule rule, RedirectAction redirect)
    {
        var target = redirect.Location;
        var toSecure = target.Scheme == Uri.UriSchemeHttps;
        if (!rule.Listeners.Any(l => (l.Protocol == Listeners.ListenerProtocol.Https) == toSecure) || (!toSecure && rule.Rule.RequireSecureChannel))
        {
            return false;
        }

        var path = Uri.UnescapeDataString(target.AbsolutePath);
        var samePath = redirect.KeepPath && path == "/";
        return rule.Rule.Destinations is not { } set
            || set.Destinations.Any(d => d.Host.Matches(target.IdnHost) && (samePath || d.Paths.IsEmpty || d.Paths.Any(p => p.Matches(path))));
    }
}
