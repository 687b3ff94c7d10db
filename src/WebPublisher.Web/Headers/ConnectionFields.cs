using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Headers;

/// <summary>
/// Fields that speak of one connection. HTTP/2 has none of them, and a request that has is malformed (RFC 9113 section 8.2.2): who sends one there wants it to mean something
/// where the request arrives over HTTP/1.1. Kestrel itself refuses Connection.
/// </summary>
internal static class ConnectionFields
{
    private const string Http2Settings = "HTTP2-Settings";

    /// <summary>The name of the first such field of a request that came over HTTP/2, or null.</summary>
    public static string? FirstOf(IHeaderDictionary fields)
    {
        // By the properties, which Kestrel reads without a search for the name.
        if (fields.TransferEncoding.Count > 0)
        {
            return HeaderNames.TransferEncoding;
        }

        if (fields.Upgrade.Count > 0)
        {
            return HeaderNames.Upgrade;
        }

        if (fields.KeepAlive.Count > 0)
        {
            return HeaderNames.KeepAlive;
        }

        if (fields.ProxyConnection.Count > 0)
        {
            return HeaderNames.ProxyConnection;
        }

        var te = fields.TE;
        var saysNoMore = te is [] || (te is [{ } only] && only.Equals("trailers", StringComparison.OrdinalIgnoreCase));
        return fields.ContainsKey(Http2Settings) ? Http2Settings : saysNoMore ? null : HeaderNames.TE;
    }
}
