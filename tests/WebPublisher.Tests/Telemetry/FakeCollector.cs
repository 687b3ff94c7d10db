using System.Collections.Concurrent;
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

    private readonly ConcurrentQueue<OtlpSpan> _exportedSpans = new();
    private readonly ConcurrentQueue<string> _exportedInstruments = new();

    private FakeCollector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The first export of spans, its strings readable.</summary>
    public Task<string> Traces => _traces.Task;

    public Task<string> Metrics => _metrics.Task;

    /// <summary>Every span that has come.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. _exportedSpans];

    /// <summary>The names of all instruments that have come.</summary>
    public IReadOnlyCollection<string> Instruments => [.. _exportedInstruments.Distinct(StringComparer.Ordinal)];

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

        // A gRPC message has five octets in front: whether it is compressed, and its length.
        var message = new ProtobufMessage(body.ToArray().AsMemory(5));
        var isTraces = http.Request.Path.Value!.Contains("TraceService", StringComparison.Ordinal);
        if (isTraces)
        {
            OtlpSpan.ReadAll(message).ToList().ForEach(_exportedSpans.Enqueue);
        }
        else
        {
            message.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)).Select(metric => metric.Text(1)).ToList().ForEach(_exportedInstruments.Enqueue);
        }

        (isTraces ? _traces : _metrics).TrySetResult(text);
        http.Response.ContentType = "application/grpc";
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[5]);
    }
}
