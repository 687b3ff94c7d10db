using Microsoft.Extensions.Logging;
using WebPublisher.State;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Records;

namespace WebPublisher.Web;

/// <summary>What the web half needs of the process it runs in.</summary>
public sealed record WebHalfOptions
{
    /// <summary>Where everything is logged.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The state that both halves stand on, which belongs to the caller; null for some of its own. Opened for the first policy that guards logons.</summary>
    public StateStores? States { get; init; }

    /// <summary>Where the record of each request goes; they belong to the caller and outlive the web half.</summary>
    public IReadOnlyList<PublishingRecordSink> RecordSinks { get; init; } = [];

    /// <summary>The compiled rules of firewalls, where whoever loads policies compiles them; null for the half's own.</summary>
    public FirewallRules? Firewall { get; init; }
}
