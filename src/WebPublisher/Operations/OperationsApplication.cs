using System.Collections.Frozen;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Operations;

/// <summary>What the operations server does with a request: refuses what it has no use for, finds the endpoint, lets it answer.</summary>
internal sealed partial class OperationsApplication : IHttpApplication<HttpContext>
{
    private readonly FrozenDictionary<(string Path, string Method), OperationsEndpoint> _endpoints;
    private readonly FrozenSet<string> _methods;
    private readonly OperationsGate _gate;
    private readonly ILogger _logger;

    /// <param name="endpoints">What can be asked for.</param>
    /// <param name="gate">Who may.</param>
    /// <param name="logger">Where it logs.</param>
    public OperationsApplication(IEnumerable<OperationsEndpoint> endpoints, OperationsGate gate, ILogger logger)
    {
        _endpoints = endpoints.ToFrozenDictionary(endpoint => (endpoint.Path, endpoint.Method));
        _methods = _endpoints.Keys.Select(key => key.Method).Append(HttpMethods.Get).Append(HttpMethods.Head).ToFrozenSet(StringComparer.Ordinal);
        _gate = gate;
        _logger = logger;
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var response = context.Response;
        SecurityHeaders.Add(response.Headers);
        if (!_gate.IsOurs(context))
        {
            response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (!_methods.Contains(method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            response.Headers.Connection = "close";
            return;
        }

        if (method == HttpMethods.Get && (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false))
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.Headers.Connection = "close";
            return;
        }

        var endpoint = Find(context.Request.Path.Value ?? "", method);
        if (!await _gate.AdmitAsync(context, endpoint))
        {
            return;
        }

        if (endpoint is null)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = method == HttpMethods.Get ? 0 : OperationsKestrel.MaximumBody;
        try
        {
            await endpoint.AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAbandoned(endpoint.Path);
        }
    }

    private OperationsEndpoint? Find(string path, string method) =>
        _endpoints.GetValueOrDefault((path, method)) ?? _endpoints.GetValueOrDefault(($"{path[..(path.LastIndexOf('/') + 1)]}*", method));

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    [LoggerMessage(EventId = 5103, EventName = "OperationsRequestAbandoned", Level = LogLevel.Debug, Message = "Somebody asked the operations server for {Path} and did not wait for the answer")]
    private partial void LogAbandoned(string path);
}
