using System.Collections.Immutable;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Listeners.Quotas;

namespace WebPublisher.Web.Records;

/// <summary>What is measured of the web half.</summary>
public static class WebInstruments
{
    /// <summary>The most rules of firewalls that are told apart; the rest is <c>other</c>.</summary>
    internal const int MostFirewallRules = 5000;

    /// <summary>What stands for a method that no standard of HTTP knows (OpenTelemetry, semantic conventions for HTTP).</summary>
    internal const string OtherMethod = "_OTHER";

    private static readonly ImmutableArray<string> s_methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", OtherMethod];
    private static readonly ImmutableArray<double> s_sizes = [0, 1024, 16 * 1024, 256 * 1024, 4 * 1024 * 1024, 64 * 1024 * 1024, 1024L * 1024 * 1024];

    private static readonly InstrumentTag s_listener = InstrumentTag.OfPolicy("listener", "the listener");
    private static readonly InstrumentTag s_rule = InstrumentTag.OfPolicy("rule", "the publishing rule; absent where none was reached");
    private static readonly InstrumentTag s_farm = InstrumentTag.OfPolicy("farm", "the farm of front ends");
    private static readonly InstrumentTag s_method = InstrumentTag.Of("http.request.method", "the method; `_OTHER` for one that HTTP does not define", s_methods);
    private static readonly InstrumentTag s_scheme = InstrumentTag.Of("url.scheme", "the scheme", "http", "https");
    private static readonly InstrumentTag s_status = InstrumentTag.OfMost("http.response.status_code", "the status sent, 0 where none was, `other` beyond 599", 601);
    private static readonly InstrumentTag s_reason = InstrumentTag.OfNames<DenialReason>("reason", "why it was refused or not served; absent where it was");
    private static readonly InstrumentTag s_mode = InstrumentTag.OfNames<FirewallMode>("mode", "whether the firewall blocks or only detects");
    private static readonly InstrumentTag s_verdict = InstrumentTag.OfNames<FirewallVerdict>("verdict", "what the rules said of the request");

    /// <summary>How long requests take.</summary>
    public static readonly InstrumentDefinition RequestDuration = new(
        "http.server.request.duration",
        InstrumentKind.Histogram,
        "s",
        "From the request line to the end of the response.",
        s_listener,
        s_rule,
        s_method,
        s_scheme,
        s_status,
        InstrumentTag.OfMost("error.type", "of a status of 500 and above: the reason of the denial, or the front end's status", Enum.GetValues<DenialReason>().Length + 100))
    { Buckets = DurationBuckets.Requests };

    /// <summary>Sizes of request bodies.</summary>
    public static readonly InstrumentDefinition RequestBodySize = new(
        "http.server.request.body.size", InstrumentKind.Histogram, "By", "Bytes of request bodies, as they came.", s_listener, s_rule, s_method, s_scheme) { Buckets = s_sizes };

    /// <summary>Sizes of response bodies.</summary>
    public static readonly InstrumentDefinition ResponseBodySize = new(
        "http.server.response.body.size", InstrumentKind.Histogram, "By", "Bytes of response bodies, as they were sent.", s_listener, s_rule, s_method, s_scheme) { Buckets = s_sizes };

    /// <summary>How long front ends take.</summary>
    public static readonly InstrumentDefinition FrontEndDuration = new(
        "http.client.request.duration",
        InstrumentKind.Histogram,
        "s",
        "From the first byte sent to a front end to the end of its response header.",
        s_farm,
        InstrumentTag.OfPolicy("server.address", "the front end's host"),
        InstrumentTag.OfPolicy("server.port", "its port"),
        s_method) { Buckets = DurationBuckets.Requests };

    /// <summary>Requests.</summary>
    public static readonly InstrumentDefinition Requests = new(
        "webpublisher.requests",
        InstrumentKind.Counter,
        "{request}",
        "Requests by what became of them.",
        s_listener,
        s_rule,
        InstrumentTag.OfNames<PublishingDecision>("decision", "what became of it"),
        s_status,
        s_reason);

    /// <summary>Denials.</summary>
    public static readonly InstrumentDefinition Denials = new(
        "webpublisher.denials",
        InstrumentKind.Counter,
        "{request}",
        "Requests that were refused or could not be served.",
        s_listener,
        InstrumentTag.OfMost("code", "the code on the page that the visitor sees", Enum.GetValues<DenialReason>().Length),
        s_reason);

    /// <summary>Requests that a firewall judged.</summary>
    public static readonly InstrumentDefinition FirewallRequests = new(
        "webpublisher.firewall.requests", InstrumentKind.Counter, "{request}", "Requests that the rules of a web application firewall judged, by what they said.", s_rule, s_mode, s_verdict);

    /// <summary>Matches of a firewall's rules.</summary>
    public static readonly InstrumentDefinition FirewallMatches = new(
        "webpublisher.firewall.matches",
        InstrumentKind.Counter,
        "{match}",
        "Matches of a web application firewall's rules.",
        InstrumentTag.OfMost("rule_id", "the rule's number; `other` beyond as many as are told apart", MostFirewallRules + 1),
        s_mode,
        s_verdict);

    /// <summary>Connections cut.</summary>
    public static readonly InstrumentDefinition ConnectionsCut = new(
        "webpublisher.connections.cut",
        InstrumentKind.Counter,
        "{connection}",
        "Connections of clients that were refused or cut by quotas and for floods.",
        s_listener,
        InstrumentTag.OfNames<ConnectionCut>("reason", "which quota, or `Flood`"),
        InstrumentTag.OfNames<FloodKind>("flood", "what the client sent too much of; absent for quotas"));

    /// <summary>Tunnels.</summary>
    public static readonly InstrumentDefinition Tunnels = new(
        "webpublisher.tunnels", InstrumentKind.UpDownCounter, "{connection}", "Connections relayed undecrypted now.", s_listener);

    /// <summary>Bytes through tunnels.</summary>
    public static readonly InstrumentDefinition TunnelBytes = new(
        "webpublisher.tunnel.bytes",
        InstrumentKind.Counter,
        "By",
        "Bytes relayed undecrypted, counted at the end of a tunnel.",
        s_listener,
        InstrumentTag.Of("direction", "`in` from the client, `out` to it", "in", "out"));

    /// <summary>Guarded logons.</summary>
    public static readonly InstrumentDefinition Logons = new(
        "webpublisher.logons",
        InstrumentKind.Counter,
        "{logon}",
        "Logons at published sites, where they are guarded.",
        InstrumentTag.Of("kind", "how the client logged on", "form", "basic", "ntlm"),
        InstrumentTag.Of("outcome", "what became of it; `none` where the answer does not say", "succeeded", "failed", "none", "locked", "delayed"));

    /// <summary>Locks after failed logons.</summary>
    public static readonly InstrumentDefinition LogonLocks = new(
        "webpublisher.logon.locks",
        InstrumentKind.Counter,
        "{lock}",
        "Locks that failed logons led to.",
        InstrumentTag.Of("kind", "what is kept out", "user", "device", "network"));

    /// <summary>Connections to front ends that were tried.</summary>
    public static readonly InstrumentDefinition FrontEndConnections = new(
        "webpublisher.front_end.connections",
        InstrumentKind.Counter,
        "{connection}",
        "Connections to front ends that were tried.",
        s_farm,
        InstrumentTag.Of(
            "outcome",
            "`connected`, or why none came about; a refused certificate has its own reasons",
            ["connected", "circuit_open", "timed_out", "tls_failed", "unreachable", .. Enum.GetNames<PeerCertificateFailure>().Select(name => $"certificate_{name}")]));

    /// <summary>Connections to front ends that are open.</summary>
    public static readonly InstrumentDefinition FrontEndOpenConnections = new(
        "webpublisher.front_end.open_connections", InstrumentKind.UpDownCounter, "{connection}", "Connections to front ends that are open.", s_farm);

    /// <summary>Connections to front ends that belong to one client.</summary>
    public static readonly InstrumentDefinition FrontEndPinnedConnections = new(
        "webpublisher.front_end.pinned_connections", InstrumentKind.UpDownCounter, "{connection}", "Connections to front ends that belong to one client's connection.", s_farm);

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } =
    [
        RequestDuration, RequestBodySize, ResponseBodySize, FrontEndDuration, Requests, Denials, FirewallRequests, FirewallMatches, ConnectionsCut, Tunnels, TunnelBytes, Logons,
        LogonLocks, FrontEndConnections, FrontEndOpenConnections, FrontEndPinnedConnections,
    ];

    /// <summary>The method as tags and spans have it: one of those that RFC 9110 and RFC 5789 define, or <see cref="OtherMethod"/>.</summary>
    internal static string KnownMethod(string method) => method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" or "CONNECT" or "TRACE" => method,
        _ => OtherMethod,
    };
}
