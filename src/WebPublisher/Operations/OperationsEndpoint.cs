using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;

namespace WebPublisher.Operations;

/// <summary>One page, or one action, of the operations server. Checks of Host, method, body and caller are done before it is asked.</summary>
public abstract class OperationsEndpoint
{
    /// <summary>Its path, compared as it is (ordinal, no trailing slash). One that ends in <c>/*</c> has all paths with one more segment there, one in <c>/**</c> all below.</summary>
    public abstract string Path { get; }

    /// <summary>Its method. HEAD is answered wherever GET is.</summary>
    public virtual string Method => HttpMethods.Get;

    /// <summary>The media type of its body.</summary>
    internal virtual string BodyType => "application/json";

    /// <summary>Longest body, in bytes.</summary>
    internal virtual long MaximumBody => OperationsKestrel.MaximumBody;

    /// <summary>Who may ask for it, beyond the loopback address.</summary>
    internal virtual OperationsAudience Audience => OperationsAudience.Callers;

    /// <summary>Whether it changes what the server does or knows, which not every caller may.</summary>
    internal virtual bool ChangesServer => HttpMethods.IsPost(Method);

    /// <summary>Answers.</summary>
    /// <param name="http">The request; only one of a method other than GET and HEAD has a body.</param>
    public abstract Task AnswerAsync(HttpContext http);

    /// <summary>Sends a refusal: <c>{"error":"..."}</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">A status of 400 or more.</param>
    /// <param name="problem">A sentence for whoever asked.</param>
    internal static Task SendProblemAsync(HttpContext http, int status, string problem) =>
        SendAsync(http, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(new Problem(problem), AdministrationJson.Default.Problem));

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

    /// <summary>Sends an object as JSON.</summary>
    protected static Task SendJsonAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type) =>
        SendAsync(http, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));
}
