using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Tests.Telemetry;

/// <summary>An OTLP collector as far as a client can tell: takes gRPC over clear-text HTTP/2 and answers every export with an empty success.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<string> _traces = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _metrics = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeCollector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The first export of spans, its strings readable.</summary>
    public Task<string> Traces => _traces.Task;

    public Task<string> Metrics => _metrics.Task;

    public static async Task<FakeCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new FakeCollector(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var text = Encoding.Latin1.GetString(body.ToArray());
        (http.Request.Path.Value!.Contains("TraceService", StringComparison.Ordinal) ? _traces : _metrics).TrySetResult(text);
        http.Response.ContentType = "application/grpc";
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[5]);
    }
}
