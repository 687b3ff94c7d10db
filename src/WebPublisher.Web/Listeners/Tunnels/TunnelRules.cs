using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>
/// Rule resolution for a connection that is still encrypted: first match in listed order, by what can be known of it. Path and method cannot, so a rule for some
/// paths of a host counts for the whole host: if it publishes or denies, the connection is decrypted and the pipeline resolves each request.
/// </summary>
public static class TunnelRules
{
    /// <summary>Finds the rule that tunnels a connection.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="listener">Name of the listener.</param>
    /// <param name="host">The SNI, or null; a host pattern then matches nothing.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="instant">When it came.</param>
    /// <returns>The deciding rule when it tunnels, else null.</returns>
    public static PublishingRule? Resolve(WebPolicy policy, string listener, string? host, IPAddress client, DateTimeOffset instant)
    {
        foreach (var rule in policy.Rules)
        {
            if ((rule.Listeners is null || rule.Listeners.Contains(listener))
                && (rule.Destinations is null || Covers(rule.Destinations, host))
                && (rule.Clients is null || rule.Clients.Contains(client))
                && (rule.Schedule is null || rule.Schedule.Includes(instant)))
            {
                return rule.Action is PublishAction { Bridging: BridgingMode.Tunnel } ? rule : null;
            }
        }

        return null;
    }

    private static bool Covers(DestinationSet set, string? host)
    {
        foreach (var destination in set.Destinations)
        {
            if (host is not null && destination.Host.Matches(host))
            {
                return true;
            }
        }

        return false;
    }
}
