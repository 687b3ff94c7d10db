using Microsoft.AspNetCore.Http;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>The style sheet and icon, kept in the executable.</summary>
public static class WebmailAssets
{
    /// <summary>Answers with a file.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">File name of the asset.</param>
    /// <param name="type">Its media type.</param>
    public static async Task WriteAsync(HttpContext http, string name, string type)
    {
        await using var asset = typeof(WebmailAssets).Assembly.GetManifestResourceStream($"webmail/{name}")
            ?? throw new InvalidOperationException($"The executable was built without webmail/{name}.");
        http.Response.ContentType = type;
        http.Response.ContentLength = asset.Length;
        http.Response.Headers.CacheControl = "max-age=3600";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await asset.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
