using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>What is counted and timed of inner servers.</summary>
internal static class RelayMetrics
{
    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_connections = SmtpInstruments.RelayConnections.Counter(s_meter);

    private static readonly Histogram<double> s_duration = SmtpInstruments.RelayDuration.Histogram<double>(s_meter);

    /// <summary>Counts a fresh connection that is ready for MAIL.</summary>
    public static void Connected(string connector) => Count(connector, "connected");

    /// <summary>Counts one that was used again.</summary>
    public static void Reused(string connector) => Count(connector, "reused");

    /// <summary>Counts one that was put aside for use and found closed.</summary>
    public static void Stale(string connector) => Count(connector, "stale");

    /// <summary>Counts one that did not come about; a refused certificate is counted under its own reason.</summary>
    public static void Failed(string connector, RelayException failure) => Count(connector, failure switch
    {
        { Certificate.Failure: var reason } => $"certificate_{reason}",
        { Failure: RelayFailure.TimedOut } => "timed_out",
        { Failure: RelayFailure.Closed } => "closed",
        { Failure: RelayFailure.Garbled } => "garbled",
        { Failure: RelayFailure.Refused } => "refused",
        { Failure: RelayFailure.NoStartTls } => "no_starttls",
        { Failure: RelayFailure.TlsFailed } => "tls_failed",
        { Failure: RelayFailure.AuthenticationFailed } => "authentication_failed",
        { Failure: RelayFailure.Resting } => "resting",
        { Failure: RelayFailure.Busy } => "busy",
        _ => "unreachable",
    });

    /// <summary>Records how long the final answer took; 0 stands for the code of an answer that never came.</summary>
    public static void Answered(string connector, int code, TimeSpan took)
    {
        var answer = code switch { 0 => "none", < 300 => "2yz", < 500 => "4yz", _ => "5yz" };
        s_duration.Record(took.TotalSeconds, new TagList { { "connector", connector }, { "answer", answer } });
    }

    private static void Count(string connector, string outcome) => s_connections.Add(1, new TagList { { "connector", connector }, { "outcome", outcome } });
}
