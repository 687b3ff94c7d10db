using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Operations;

/// <summary>What the operations server does with a request: refuses what it has no use for, finds the endpoint, lets it answer.</summary>
internal sealed partial class OperationsApplication : IHttpApplication<HttpContext>
{
    private const string Below = "**";

    private readonly FrozenDictionary<(string Path, string Method), OperationsEndpoint> _endpoints;
    private readonly ImmutableArray<OperationsEndpoint> _trees;
    private readonly OperationsGate _gate;
    private readonly ILogger _logger;

    /// <param name="endpoints">What can be asked for.</param>
    /// <param name="gate">Who may.</param>
    /// <param name="logger">Where it logs.</param>
    public OperationsApplication(IEnumerable<OperationsEndpoint> endpoints, OperationsGate gate, ILogger logger)
    {
        _endpoints = endpoints.ToFrozenDictionary(endpoint => (endpoint.Path, endpoint.Method));
        _trees = [.. endpoints.Where(endpoint => endpoint.Path.EndsWith(Below, StringComparison.Ordinal))];
        _gate = gate;
        _logger = logger;
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var response = context.Response;
        context.Features.Get<OperationsConnection>()?.NoteRequest();
        SecurityHeaders.Add(response.Headers);
        if (!_gate.IsOurs(context))
        {
            response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        var (path, method) = (context.Request.Path.Value ?? "", HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method);
        var endpoint = Find(path, method);
        if (endpoint is null && (method is not ("GET" or "POST") || Find(path, method == HttpMethods.Get ? HttpMethods.Post : HttpMethods.Get) is not null))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = method == HttpMethods.Get ? "POST" : "GET, HEAD";
            response.Headers.Connection = "close";
            return;
        }

        if (method == HttpMethods.Get && (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false))
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.Headers.Connection = "close";
            return;
        }

        try
        {
            await AnswerAsync(context, endpoint);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAbandoned(path);
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private async Task AnswerAsync(HttpContext context, OperationsEndpoint? endpoint)
    {
        if (!await _gate.AdmitAsync(context, endpoint))
        {
            return;
        }

        if (endpoint is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (HttpMethods.IsPost(endpoint.Method))
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = endpoint.MaximumBody;
        }

        await endpoint.AnswerAsync(context);
    }

    private OperationsEndpoint? Find(string path, string method) =>
        _endpoints.GetValueOrDefault((path, method))
        ?? _endpoints.GetValueOrDefault(($"{path[..(path.LastIndexOf('/') + 1)]}*", method))
        ?? _trees.FirstOrDefault(tree => tree.Method == method && path.AsSpan().StartsWith(tree.Path.AsSpan(..^Below.Length), StringComparison.Ordinal));

    [LoggerMessage(EventId = 5103, EventName = "OperationsRequestAbandoned", Level = LogLevel.Debug, Message = "Somebody asked the operations server for {Path} and did not wait for the answer")]
    private partial void LogAbandoned(string path);
}
