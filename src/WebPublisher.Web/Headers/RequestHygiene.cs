using System.Collections.Frozen;

namespace WebPublisher.Web.Headers;

/// <summary>
/// Which of a client's header fields never reach a front end: those that belong to one hop, those by which proxies speak to servers (a client that sends one is
/// forging it), and the internal fields of Exchange whose forgery made CVE-2021-26855 and CVE-2022-41040 possible.
/// </summary>
internal static class RequestHygiene
{
    private static readonly FrozenSet<string> s_names = new[]
    {
        // One hop only (RFC 9110 section 7.6.1, RFC 9113 section 8.2.2). What an upgrade to WebSocket or a wait for 100 (Continue) needs is written anew.
        "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings", "ALPN", "Alt-Used", "Close", "Security-Scheme", "Expect",

        // Set by the transformer itself; Kestrel keeps the length of a message that was also chunked as X-Content-Length.
        "Host", "Content-Length", "X-Content-Length", "Via", "Front-End-Https",

        // What proxies tell servers.
        "Forwarded", "X-Forwarded", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "X-Remote-IP", "X-Remote-Addr", "X-Originating-IP", "X-Cluster-Client-IP",
        "Fastly-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "X-Rewrite-URL", "X-Host", "X-HTTP-Host-Override", "Proxy",

        // By which a front end may take a user or a client certificate (RFC 9440) for proved.
        "Remote-User", "X-Remote-User", "Authenticated-User", "Client-Cert", "Client-Cert-Chain",

        // A stranger's trace context (W3C, and .NET's older one): the front end gets our own when tracing is on, and none otherwise.
        "traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context",

        // Exchange's own, between its front and back ends (named in the analyses of CVE-2021-26855 and CVE-2021-34473).
        "X-BEResource", "X-CommonAccessToken", "X-Rps-CAT", "X-CalculatedBETarget", "X-IsFromBackend", "X-IsFromCafe", "X-SourceCafeServer", "X-OriginalRequestHostSchemePort",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_prefixes =
    [
        "X-Forwarded-", "X-Original-", "Proxy-", "X-SSL-",

        // Exchange, IIS with Application Request Routing, ADFS, SOGo.
        "X-BackEnd", "X-AnonResource", "X-MS-Exchange-", "X-FE", "msExch", "X-ARR-", "X-MS-Forwarded-", "X-WebObjects-",

        // Windows' Web Application Proxy.
        "X-MS-ADFS-", "X-MS-Proxy", "X-MS-Endpoint-",
    ];

    /// <summary>Whether a field of this name is removed.</summary>
    public static bool Removes(string name)
    {
        // A front end that follows CGI reads X_Forwarded_For as X-Forwarded-For. Names that begin with a colon are HTTP/2's pseudo fields.
        if (name.Length == 0 || name[0] == ':' || s_names.Contains(name) || name.Contains('_', StringComparison.Ordinal))
        {
            return true;
        }

        if ((name[0] | ' ') is not ('x' or 'p' or 'm'))
        {
            return false;
        }

        foreach (var prefix in s_prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
