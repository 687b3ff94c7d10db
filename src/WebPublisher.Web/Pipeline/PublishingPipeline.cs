using Microsoft.AspNetCore.Http;

namespace WebPublisher.Web.Pipeline;

/// <summary>The path of an HTTPS request, one step after the other.</summary>
public sealed class PublishingPipeline
{
    /// <summary>Takes a request from its listener to its record.</summary>
    public Task InvokeAsync(HttpContext http) => throw new NotSupportedException();
}
