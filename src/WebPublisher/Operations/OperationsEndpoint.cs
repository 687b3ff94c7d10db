using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary>One page of the operations server. GET and HEAD only; checks of Host, method and body are done before it is asked.</summary>
public abstract class OperationsEndpoint
{
    /// <summary>Its path, compared as it is (ordinal, no trailing slash).</summary>
    public abstract string Path { get; }

    /// <summary>Answers.</summary>
    /// <param name="http">The request, whose body is empty.</param>
    public abstract Task AnswerAsync(HttpContext http);

    /// <summary>Sends a whole answer; for HEAD its header alone.</summary>
    protected static async Task SendAsync(HttpContext http, int status, string contentType, ReadOnlyMemory<byte> content)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(content, http.RequestAborted);
        }
    }
}
