using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Publishing;

/// <summary>
/// Says what the web half of a policy does: every rule with its bridging mode. Whether traffic is decrypted here is a fact that operators, and in some places the law, want on record.
/// </summary>
/// <param name="logger">Where it is said.</param>
internal sealed partial class StartReport(ILogger<StartReport> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Reports a policy that has come into force.</summary>
    public void Write(WebPolicy policy)
    {
        for (var i = 0; i < policy.Rules.Length; i++)
        {
            Write(i + 1, policy.Rules[i]);
        }
    }

    private void Write(int number, PublishingRule rule)
    {
        switch (rule.Action)
        {
            case PublishAction publish:
                Publishes(number, rule.Name, publish.To.Name, publish.Bridging);
                if (publish.Bridging == BridgingMode.Http)
                {
                    ForwardsInClear(rule.Name, publish.To.Name, rule.Location.ToString());
                }

                break;
            case RedirectAction redirect:
                Redirects(number, rule.Name, redirect.Location);
                break;
            default:
                Denies(number, rule.Name);
                break;
        }
    }

    [LoggerMessage(6002, LogLevel.Information, "Rule {Number} '{Rule}': publishes to {FrontEnd} bridging={Bridging}")]
    private partial void Publishes(int number, string rule, string frontEnd, BridgingMode bridging);

    [LoggerMessage(6003, LogLevel.Information, "Rule {Number} '{Rule}': redirects to {Location}")]
    private partial void Redirects(int number, string rule, Uri location);

    [LoggerMessage(6004, LogLevel.Information, "Rule {Number} '{Rule}': denies")]
    private partial void Denies(int number, string rule);

    [LoggerMessage(6005, LogLevel.Warning, "Rule '{Rule}' at {Location} forwards to {FrontEnd} in clear (bridging: http): whoever can listen inside reads passwords and mail.")]
    private partial void ForwardsInClear(string rule, string frontEnd, string location);
}
