using Microsoft.AspNetCore.Http;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Logons;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;

namespace WebPublisher.Web.Pipeline;

/// <summary>One request on its way: the policy it is judged by, captured once, and what the steps have found out so far.</summary>
public sealed class PublishingContext
{
    /// <summary>Kestrel's context.</summary>
    public required HttpContext Http { get; init; }

    /// <summary>The policy in force when the request began.</summary>
    public required PublisherPolicy Policy { get; init; }

    /// <summary>The listener it came in by.</summary>
    public required ListenerPolicy Listener { get; init; }

    /// <summary>What will be told of it.</summary>
    public required PublishingRecord Record { get; init; }

    /// <summary>Its canonical URL; set by the canonical target step.</summary>
    public CanonicalTarget Target { get; set; } = null!;

    /// <summary>The rule that decides; set by rule resolution.</summary>
    public PublishingRule Rule { get; set; } = PublishingRule.Default;

    /// <summary>The canonical form of its Destination field, or null when it has none.</summary>
    public CanonicalTarget? Destination { get; private set; }

    /// <summary>The section of the rule that its path belongs to.</summary>
    public PublishSection Section { get; init; } = PublishSection.Whole;

    /// <summary>Reads the Destination field (RFC 4918 section 10.3), which names a second URL.</summary>
    /// <returns>Why the request is refused, or null.</returns>
    internal Denial? ReadDestination(in RuleQuery query, in RuleOutcome outcome)
    {
        var denial = DestinationField.Judge(Http.Request, Policy.Web, query, outcome, out var destination);
        Destination = destination;
        return denial;
    }

    /// <summary>Who wants to see the decoded body of the answer; null when nobody does. Set before the request is forwarded.</summary>
    internal ContentInspector[]? Inspectors { get; set; }

    /// <summary>The logon it is, or null; set by the logon guard, told of the front end's answer.</summary>
    internal LogonAttempt? Logon { get; set; }
}
