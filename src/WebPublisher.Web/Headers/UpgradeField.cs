using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Headers;

/// <summary>Which upgrades are passed on (RFC 9110 section 7.8): WebSocket by GET (RFC 6455 section 4.1). Others are answered as if they had not been asked for.</summary>
internal static class UpgradeField
{
    /// <summary>
    /// Removes any other upgrade from the request. The forwarder would make a GET of a POST that asks for one, and tunnel whatever protocol came back.
    /// </summary>
    public static void Restrict(HttpRequest request)
    {
        var upgrade = request.Headers.Upgrade;
        if (upgrade.Count == 0)
        {
            return;
        }

        var isWebSocket = HttpMethods.IsGet(request.Method) && upgrade.Count == 1 && string.Equals(upgrade[0], "websocket", StringComparison.OrdinalIgnoreCase);
        if (!isWebSocket)
        {
            request.Headers.Remove(HeaderNames.Upgrade);
        }
    }
}
