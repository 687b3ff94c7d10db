using System.Collections.Frozen;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Operations;

/// <summary>What the operations server does with a request: refuses what it has no use for, finds the endpoint, lets it answer.</summary>
internal sealed partial class OperationsApplication : IHttpApplication<HttpContext>
{
    private readonly FrozenDictionary<string, OperationsEndpoint> _endpoints;
    private readonly ILogger _logger;

    public OperationsApplication(IEnumerable<OperationsEndpoint> endpoints, ILogger logger)
    {
        _endpoints = endpoints.ToFrozenDictionary(endpoint => endpoint.Path, StringComparer.Ordinal);
        _logger = logger;
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (!OperationsHost.IsOurs(context.Request.Host, context.Connection.LocalIpAddress))
        {
            response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            response.Headers.Connection = "close";
            return;
        }

        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.Headers.Connection = "close";
            return;
        }

        if (!_endpoints.TryGetValue(context.Request.Path.Value ?? "", out var endpoint))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await endpoint.AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAbandoned(endpoint.Path);
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    [LoggerMessage(EventId = 5103, EventName = "OperationsRequestAbandoned", Level = LogLevel.Debug, Message = "Somebody asked the operations server for {Path} and did not wait for the answer")]
    private partial void LogAbandoned(string path);
}
