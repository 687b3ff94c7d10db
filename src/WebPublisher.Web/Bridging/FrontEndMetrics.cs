using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Bridging;

/// <summary>What is counted of the connections to front ends.</summary>
internal static class FrontEndMetrics
{
    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_connections = WebInstruments.FrontEndConnections.Counter(s_meter);

    private static readonly UpDownCounter<long> s_open = WebInstruments.FrontEndOpenConnections.UpDownCounter(s_meter);

    private static readonly UpDownCounter<long> s_pinned = WebInstruments.FrontEndPinnedConnections.UpDownCounter(s_meter);

    /// <summary>Counts a connection that requests may use from now on.</summary>
    public static void Opened(string farm) => s_open.Add(1, new KeyValuePair<string, object?>("farm", farm));

    /// <summary>Counts the end of such a connection.</summary>
    public static void Closed(string farm) => s_open.Add(-1, new KeyValuePair<string, object?>("farm", farm));

    /// <summary>Counts one of them that belongs to one client from now on.</summary>
    public static void Pinned(string farm) => s_pinned.Add(1, new KeyValuePair<string, object?>("farm", farm));

    /// <summary>Counts the end of such a one.</summary>
    public static void Unpinned(string farm) => s_pinned.Add(-1, new KeyValuePair<string, object?>("farm", farm));

    /// <summary>Counts a connection that came about.</summary>
    public static void Connected(string farm) => Count(farm, "connected");

    /// <summary>Counts one that did not; a refused certificate is counted under its own reason.</summary>
    public static void Failed(string farm, FrontEndConnectionException failure) => Count(farm, failure switch
    {
        { Tried: false } => "circuit_open",
        { Certificate.Failure: var reason } => $"certificate_{reason}",
        { Failure: FrontEndConnectionFailure.TimedOut } => "timed_out",
        { Failure: FrontEndConnectionFailure.TlsFailed } => "tls_failed",
        _ => "unreachable",
    });

    private static void Count(string farm, string outcome) => s_connections.Add(1, new TagList { { "farm", farm }, { "outcome", outcome } });
}
