using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Headers;

/// <summary>The Via field (RFC 9110 section 7.6.3): set towards front ends, so that a request which comes back is recognised.</summary>
internal static class ViaField
{
    /// <summary>The publisher's entry.</summary>
    /// <param name="protocol">The protocol the request came by, such as <c>HTTP/1.1</c>.</param>
    /// <param name="server">The server's name in the policy, its pseudonym in the field.</param>
    public static string Value(string protocol, string server) => string.Concat(HttpProtocol.IsHttp2(protocol) ? "2 " : HttpProtocol.IsHttp10(protocol) ? "1.0 " : "1.1 ", server);

    /// <summary>Whether an entry of <paramref name="field"/> is the publisher's own.</summary>
    public static bool Names(StringValues field, string server)
    {
        foreach (var value in field)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                // received-protocol RWS received-by [ RWS comment ]
                var entry = value.AsSpan(range).Trim();
                var space = entry.IndexOfAny(' ', '\t');
                var receivedBy = space < 0 ? default : entry[space..].TrimStart();
                var end = receivedBy.IndexOfAny(' ', '\t');
                if ((end < 0 ? receivedBy : receivedBy[..end]).Equals(server, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
