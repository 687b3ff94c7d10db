using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Headers;

/// <summary>Strict-Transport-Security (RFC 6797) on every answer over TLS, and on none in clear (section 7.2).</summary>
internal static class TransportSecurity
{
    /// <summary>Sets the listener's policy; where it has none, a front end's own stays.</summary>
    public static void Apply(HttpResponse response, ListenerPolicy listener)
    {
        if (listener.Protocol != ListenerProtocol.Https)
        {
            response.Headers.StrictTransportSecurity = default;
        }
        else if (listener.Hsts is { } hsts)
        {
            response.Headers.StrictTransportSecurity = hsts.FieldValue;
        }
    }
}
