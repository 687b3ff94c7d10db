using System.Net.Security;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>What this server saw of the request: the publisher's work, seen from inside.</summary>
public static class ConnectionPage
{
    /// <summary>Renders the page. Values of header fields that carry credentials are not shown.</summary>
    public static Html Render(WebmailSession session, int unread, HttpContext http)
    {
        static Html Row(string name, string value) => Html.From($"<tr><th scope=\"row\">{name}</th><td><code>{value}</code></td></tr>");

        var tls = http.Features.Get<ITlsHandshakeFeature>();
        var rows = new List<Html>
        {
            Row("Connection from", $"{http.Connection.RemoteIpAddress}"),
            Row("TLS on this leg", tls is null ? "none" : $"{tls.Protocol}, {NameOf(tls.NegotiatedCipherSuite)}"),
            Row("Host", http.Request.Host.Value ?? ""),
            Row("Request", $"{http.Request.Method} {http.Request.Path} {http.Request.Protocol}"),
        };
        rows.AddRange(http.Request.Headers
            .Where(h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))
            .OrderBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
            .Select(h => Row(h.Key, IsCredential(h.Key) ? "(not shown)" : h.Value.ToString())));
        return Layout.Mailbox(session, unread, "/mail/connection", "Connection", Html.From($"""
            <h1>Connection</h1>
            <p class="muted">What the webmail server behind the publisher saw of this very request. The connection comes from the publisher, over TLS of its own;
            your address travels in a header field that only the publisher can set.</p>
            <table class="facts"><tbody>{Html.Concat(rows)}</tbody></table>
            """));
    }

    private static bool IsCredential(string field) =>
        field.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || field.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(TlsCipherSuite? suite) => suite?.ToString() ?? "unknown cipher suite";
}
