using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary>One page, or one action, of the operations server. Checks of Host, method, body and caller are done before it is asked.</summary>
public abstract class OperationsEndpoint
{
    /// <summary>Its path, compared as it is (ordinal, no trailing slash). One that ends in <c>/*</c> has all paths with one more segment there.</summary>
    public abstract string Path { get; }

    /// <summary>Its method. HEAD is answered wherever GET is.</summary>
    public virtual string Method => HttpMethods.Get;

    /// <summary>Answers.</summary>
    /// <param name="http">The request; only one of a method other than GET and HEAD has a body.</param>
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
