using Microsoft.AspNetCore.Http;
using WebPublisher.Policy;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Listeners.Quotas;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// Shows requests that are refused before a rule is found to the firewall of the site they were meant for: they stay refused, and administrators find them in the log by the
/// ids that they know.
/// </summary>
/// <param name="rules">The compiled rules.</param>
public sealed class RefusedRequests(FirewallRules rules)
{
    /// <summary>Shows a request.</summary>
    /// <param name="http">The request, or what stands for it.</param>
    /// <param name="web">The policy.</param>
    /// <param name="listener">The listener it came in by.</param>
    internal void Show(HttpContext http, WebPolicy web, ListenerPolicy listener)
    {
        if (Find(web, listener, http.Request.Host.Host) is not { } policy)
        {
            return;
        }

        // Of a client that sent nothing in time there is nothing to show.
        if (http.Features.Get<ClientConnection>()?.Screen is { Refused: not null, Head.IsEmpty: true })
        {
            return;
        }

        RequestFirewall.Begin(policy, rules.Find(policy), http).Show();
    }

    /// <summary>The firewall that guards a host, or else the first of the listener.</summary>
    private static WafPolicy? Find(WebPolicy web, ListenerPolicy listener, string host)
    {
        WafPolicy? first = null;
        foreach (var rule in web.Rules)
        {
            if (rule.Action is not PublishAction action || rule.Listeners?.Contains(listener.Name) == false || FirstOf(action) is not { } policy)
            {
                continue;
            }

            if (rule.Destinations is null || Names(rule.Destinations, host))
            {
                return policy;
            }

            first ??= policy;
        }

        return first;
    }

    private static bool Names(DestinationSet set, string host)
    {
        foreach (var destination in set.Destinations)
        {
            if (destination.Host.Matches(host))
            {
                return true;
            }
        }

        return false;
    }

    private static WafPolicy? FirstOf(PublishAction action)
    {
        foreach (var section in action.Sections)
        {
            if (section is { IsPublished: true, Firewall: { } policy })
            {
                return policy;
            }
        }

        return null;
    }
}
