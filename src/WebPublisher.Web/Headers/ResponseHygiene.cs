using System.Collections.Frozen;

namespace WebPublisher.Web.Headers;

/// <summary>Which of a front end's header fields never reach a client: those that belong to one hop, and those that tell what runs inside and where.</summary>
internal static class ResponseHygiene
{
    private static readonly FrozenSet<string> s_names = new[]
    {
        // One hop only (RFC 9110 section 7.6.1). Trailers are not announced: which of them pass is known only when they come; Alt-Svc would lead around the publisher.
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "HTTP2-Settings", "Alt-Svc",

        // What runs inside and where.
        "Server", "Via", "X-Powered-By", "X-FEServer", "X-BEServer", "X-CalculatedBETarget", "X-DiagInfo", "X-OWA-Version",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a field of this name is removed.</summary>
    public static bool Removes(string name) => s_names.Contains(name) || name.StartsWith("X-AspNet", StringComparison.OrdinalIgnoreCase);
}
