using System.Collections.Immutable;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>What the agent log consists of, for those who write it and those who read it.</summary>
public static class AgentLogFields
{
    /// <summary>How its files are called: as Exchange names them.</summary>
    public static RotatingLogNames FileNames { get; } = new("AGENTLOG", '-', Digits: 1, FirstNumber: 1, ".LOG");

    /// <summary>The fields of a line in their order: those of Exchange's agent log.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "Timestamp", "SessionId", "LocalEndpoint", "RemoteEndpoint", "EnteredOrgFromIP", "MessageId", "P1FromAddress", "P2FromAddresses", "Recipient", "NumRecipients", "Agent",
        "Event", "Action", "SmtpResponse", "Reason", "ReasonData",
    ];
}
