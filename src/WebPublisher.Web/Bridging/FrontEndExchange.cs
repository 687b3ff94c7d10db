using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Web.Pipeline;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// One request on its way to a front end and back: watches what has been sent so far, measures, and gives out the affinity cookie. Stands between YARP's forwarder
/// and the transformer that does the rewriting, as one object a request.
/// </summary>
internal sealed class FrontEndExchange : HttpTransformer, IDisposable
{
    private readonly PublishingContext _context;
    private readonly HttpTransformer _inner;
    private readonly TimeProvider _time;
    private readonly AffinityCookie? _affinity;
    private readonly string? _cookie;
    private readonly CountedRequestBody? _requestBody;
    private readonly CountedResponseBody? _responseBody;
    private long _sent;

    /// <summary>Begins to watch. A cookie of ours leaves the request here.</summary>
    public FrontEndExchange(PublishingContext context, AffinityCookie? affinity, HttpTransformer inner, TimeProvider time)
    {
        _context = context;
        _affinity = affinity;
        _inner = inner;
        _time = time;
        var http = context.Http;
        _cookie = affinity?.Take(http.Request.Headers);
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
        {
            http.Request.Body = _requestBody = new CountedRequestBody(http.Request.Body);
        }

        if (http.Features.Get<IHttpResponseBodyFeature>() is { } responseBody)
        {
            _responseBody = new CountedResponseBody(responseBody);
            http.Features.Set<IHttpResponseBodyFeature>(_responseBody);
        }
    }

    /// <summary>The server being tried.</summary>
    public DestinationState? Server { get; set; }

    /// <summary>Whether the request could still be sent anew: no byte of its body was asked for and the client has seen nothing.</summary>
    public bool CanRepeat => _requestBody is not { Begun: true } && !_context.Http.Response.HasStarted && !_context.Http.RequestAborted.IsCancellationRequested;

    /// <summary>Whether the front end's header arrived.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether the front end's body went to the client as well.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The server the browser's cookie stands for, when it is among those available.</summary>
    public DestinationState? Remembered(IReadOnlyList<DestinationState> available) => _affinity?.Find(_cookie, available);

    /// <inheritdoc/>
    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await _inner.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        _sent = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            // An answer of YARP's own; ours comes from the pipeline.
            return ValueTask.FromResult(false);
        }

        IsAnswered = true;
        _context.Record.FrontEndDuration = _time.GetElapsedTime(_sent);
        var transformed = _inner.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (_affinity is null)
        {
            return transformed;
        }

        return GiveCookieAsync(transformed);
    }

    /// <inheritdoc/>
    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        IsComplete = true;
        return _inner.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>Puts the bodies back as they were and the bytes into the record.</summary>
    public void Dispose()
    {
        if (_requestBody is not null)
        {
            _context.Record.RequestBytes = _requestBody.Bytes;
            _context.Http.Request.Body = _requestBody.Inner;
        }

        if (_responseBody is not null)
        {
            _context.Record.ResponseBytes = _responseBody.Bytes;
            _context.Http.Features.Set(_responseBody.Inner);
        }
    }

    private async ValueTask<bool> GiveCookieAsync(ValueTask<bool> transformed)
    {
        var copyBody = await transformed;
        _affinity!.Give(_cookie, Server!, _context.Http.Response.Headers);
        return copyBody;
    }
}
