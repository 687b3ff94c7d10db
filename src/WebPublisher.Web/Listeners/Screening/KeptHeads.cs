using WebPublisher.Policy;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>Whether the heads of HTTP/1.1 requests are kept as they came: rules of firewalls judge what was sent, and Kestrel keeps what it understood.</summary>
internal sealed class KeptHeads
{
    private volatile bool _areWanted;

    /// <summary>Whether somebody wants them.</summary>
    public bool AreWanted => _areWanted;

    /// <summary>Follows a policy. Once wanted they stay so: requests may still be judged by the policy before.</summary>
    public void Follow(WebPolicy web)
    {
        foreach (var rule in web.Rules)
        {
            if (rule.Action is PublishAction action && action.Sections.Any(static section => section.Firewall is not null))
            {
                _areWanted = true;
            }
        }
    }
}
