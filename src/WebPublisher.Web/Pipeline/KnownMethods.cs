using System.Collections.Frozen;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// The methods that webmail, groupware and their clients use: those of HTTP (RFC 9110, RFC 5789), WebDAV and what stands on it (RFC 3253, 3744, 4791, 4918, 5323, 5842), of
/// Exchange's WebDAV, and of RPC over HTTP. Any other is let through only by a rule that lists it: what a front end makes of a method it does not know, nobody has looked at.
/// </summary>
internal static class KnownMethods
{
    private static readonly FrozenSet<string> s_methods = new[]
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH",
        "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "ACL", "MKCALENDAR", "BIND", "UNBIND", "REBIND",
        "REPORT", "VERSION-CONTROL", "CHECKOUT", "CHECKIN", "UNCHECKOUT", "MKWORKSPACE", "UPDATE", "LABEL", "MERGE", "BASELINE-CONTROL", "MKACTIVITY", "ORDERPATCH",
        "BCOPY", "BDELETE", "BMOVE", "BPROPFIND", "BPROPPATCH", "NOTIFY", "POLL", "SUBSCRIBE", "UNSUBSCRIBE", "X-MS-ENUMATTS",
        "RPC_IN_DATA", "RPC_OUT_DATA",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="method"/> is one of them (case-sensitive, RFC 9110 section 9.1).</summary>
    public static bool Contains(string method) => method is "GET" or "POST" || s_methods.Contains(method);
}
