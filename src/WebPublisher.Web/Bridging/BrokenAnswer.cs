using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Bridging;

/// <summary>Ends an answer of which the client has a part, so that it gets what had come and can tell that this is not all.</summary>
internal static class BrokenAnswer
{
    /// <summary>Cuts the answer off. With HTTP/2 the reset of the stream follows its data; HTTP/1.1 has only the end of the connection.</summary>
    public static async Task CutAsync(HttpContext http)
    {
        // An answer without length or chunks ends with its connection, so that only a reset tells that this one did not.
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && !http.RequestAborted.IsCancellationRequested && http.Features.Get<ConnectionEnd>() is { } end)
        {
            await end.AfterWrittenAsync();
        }

        http.Abort();
    }
}
