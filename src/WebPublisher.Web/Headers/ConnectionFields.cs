using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Headers;

/// <summary>
/// Fields that speak of one connection. HTTP/2 has none of them, and a request that has is malformed (RFC 9113 section 8.2.2): who sends one there wants it to mean something
/// where the request arrives over HTTP/1.1. Kestrel itself refuses Connection.
/// </summary>
internal static class ConnectionFields
{
    private static readonly string[] s_names = [HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, "HTTP2-Settings"];

    /// <summary>The name of the first such field of a request that came over HTTP/2, or null.</summary>
    public static string? FirstOf(IHeaderDictionary fields)
    {
        foreach (var name in s_names)
        {
            if (fields.ContainsKey(name))
            {
                return name;
            }
        }

        return fields.TE is [] || (fields.TE is [{ } only] && only.Equals("trailers", StringComparison.OrdinalIgnoreCase)) ? null : HeaderNames.TE;
    }
}
