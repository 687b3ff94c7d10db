using System.Collections.Immutable;

namespace WebPublisher.Policy.Operations.Instruments;

/// <summary>What is measured of the policy, its certificates and the log files.</summary>
public static class PolicyInstruments
{
    private static readonly InstrumentTag s_lossReason = InstrumentTag.Of("reason", "why they are missing", "queue_full", "write_failed");

    /// <summary>Reloads by outcome.</summary>
    public static readonly InstrumentDefinition Reloads = new(
        "webpublisher.policy.reloads",
        InstrumentKind.Counter,
        "{reload}",
        "Reloads of the policy by what came of them.",
        InstrumentTag.Of("outcome", "what came of it", "applied", "unchanged", "rejected", "failed"));

    /// <summary>Whether the last reload was refused.</summary>
    public static readonly InstrumentDefinition ReloadFailed = new(
        "webpublisher.policy.reload.failed",
        InstrumentKind.Gauge,
        "{reload}",
        "1 while the policy files are not those in force, because the last reload was rejected or failed; else 0.");

    /// <summary>Since when the policy is in force.</summary>
    public static readonly InstrumentDefinition Applied = new(
        "webpublisher.policy.applied", InstrumentKind.Gauge, "s", "When the policy in force came into force, in seconds since 1970.");

    /// <summary>End of certificates.</summary>
    public static readonly InstrumentDefinition CertificateExpiry = new(
        "webpublisher.certificate.expiry",
        InstrumentKind.Gauge,
        "s",
        "End of a certificate's validity, in seconds since 1970.",
        InstrumentTag.OfPolicy("certificate", "its name in the policy"));

    /// <summary>Losses of the access log.</summary>
    public static readonly InstrumentDefinition AccessLogLost = Lost(
        "webpublisher.access_log.lost", "{entry}", "Entries that are missing in the access log, because the queue was full or the file could not be written.");

    /// <summary>Losses of the protocol log.</summary>
    public static readonly InstrumentDefinition ProtocolLogLost = Lost(
        "webpublisher.protocol_log.lost", "{line}", "Lines that are missing in the protocol log, because the queue was full or the file could not be written.");

    /// <summary>Losses of the agent log.</summary>
    public static readonly InstrumentDefinition AgentLogLost = Lost(
        "webpublisher.agent_log.lost", "{line}", "Lines that are missing in the agent log, because the queue was full or the file could not be written.");

    /// <summary>Losses of the refusal log.</summary>
    public static readonly InstrumentDefinition RefusalLogLost = Lost(
        "webpublisher.refusal_log.lost", "{refusal}", "Refusals whose evidence was not kept, because the queue was full or the file could not be written.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } =
        [Reloads, ReloadFailed, Applied, CertificateExpiry, AccessLogLost, ProtocolLogLost, AgentLogLost, RefusalLogLost];

    private static InstrumentDefinition Lost(string name, string unit, string meaning) => new(name, InstrumentKind.Counter, unit, meaning, s_lossReason);
}
