using System.Collections.Immutable;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Mail;

/// <summary>What the mail half receives, for whom, and where it sends it on.</summary>
public sealed record MailPolicy
{
    /// <summary>The domains mail is accepted for; everything else is relaying.</summary>
    public required ImmutableArray<AcceptedDomain> AcceptedDomains { get; init; }

    /// <summary>The connectors strangers, users and inner servers speak to.</summary>
    public required ImmutableArray<ReceiveConnector> ReceiveConnectors { get; init; }

    /// <summary>The connectors to inner servers and smart hosts.</summary>
    public required ImmutableArray<SendConnector> SendConnectors { get; init; }

    /// <summary>Which verbs may be said and how long their lines may be.</summary>
    public required SmtpFilterPolicy SmtpFilter { get; init; }

    /// <summary>How many held messages are kept, and for how long.</summary>
    public HoldPolicy Hold { get; init; } = HoldPolicy.Default;

    /// <summary>Where other mail servers have their mail judged.</summary>
    public ImmutableArray<ScreenerListener> ScreenerListeners { get; init; } = [];

    /// <summary>The agents, in the order in which they run within an event.</summary>
    public ImmutableArray<AgentPolicy> Agents { get; init; } = [];

    /// <summary>Whose messages are kept before and after each agent; null for nobody's.</summary>
    public PipelineTracingPolicy? PipelineTracing { get; init; }
}
