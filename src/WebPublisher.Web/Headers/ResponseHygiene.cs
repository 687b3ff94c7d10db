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

        // What runs inside and where. The request's own trace context comes back from some frameworks.
        "Server", "Via", "X-FEServer", "X-FEProxyInfo", "X-FEEFZInfo", "X-BEServer", "X-TargetBEServer", "X-BEResource", "X-BEPartition", "X-CalculatedBETarget", "X-DiagInfo", "X-OWA-Version", "X-Served-By", "X-Server",
        "X-Server-Name", "X-Upstream", "X-Generator", "X-Runtime", "MicrosoftSharePointTeamServices", "traceparent", "tracestate", "X-Forwarded-For", "X-Real-IP",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // X-AspNet-Version and X-AspNetMvc-Version; X-BackEndHttpStatus and X-Backend-Server; X-Powered-By and X-Powered-CMS.
    private static readonly string[] s_prefixes = ["X-AspNet", "X-BackEnd", "X-Powered-"];

    /// <summary>Whether a field of this name is removed.</summary>
    public static bool Removes(string name)
    {
        if (s_names.Contains(name))
        {
            return true;
        }

        if (name.Length < 4 || (name[0] | ' ') != 'x')
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
