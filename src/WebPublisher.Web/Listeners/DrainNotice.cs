using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// Tells clients that a connection ends with the answer they get (RFC 9112 section 9.6; GOAWAY in HTTP/2, RFC 9113 section 6.8). While the server is drained that is every
/// connection: one that is idle is not closed under a request that may be on its way. At any other time it is a connection that was asked to end in the very moment a request
/// arrived: Kestrel serves such a request and would then keep the connection until the drain cuts it.
/// </summary>
internal sealed class DrainNotice
{
    private volatile bool _announcesEnd;

    /// <summary>Whether each answer is the last of its connection.</summary>
    public bool AnnouncesEnd
    {
        get => _announcesEnd;
        set => _announcesEnd = value;
    }

    /// <summary>Tells the client of a request whose connection is to end.</summary>
    /// <param name="http">The request.</param>
    /// <param name="lifetime">By which its connection is asked to end.</param>
    public void Tell(HttpContext http, IConnectionLifetimeNotificationFeature? lifetime)
    {
        var announces = _announcesEnd;
        if (announces || lifetime?.ConnectionClosedRequested.IsCancellationRequested == true)
        {
            if (HttpProtocol.IsHttp11(http.Request.Protocol))
            {
                http.Response.OnStarting(SayClose, http.Response);
            }
            else if (announces)
            {
                // While a request is under way Kestrel says GOAWAY without a last stream first: what the client has sent by the time it hears of it is still served.
                lifetime?.RequestClose();
            }
        }
    }

    private static Task SayClose(object state)
    {
        // The Connection field of an upgrade says what the connection becomes.
        var response = (HttpResponse)state;
        if (response.StatusCode != StatusCodes.Status101SwitchingProtocols)
        {
            response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }
}
