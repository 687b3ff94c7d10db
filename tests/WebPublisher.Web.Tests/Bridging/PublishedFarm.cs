using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Content;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>Kestrel on loopback with nothing but bridging behind it: every request goes to the one farm of the policy in force.</summary>
internal sealed class PublishedFarm : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RecordingLoggers _log;
    private PublishAction _action = null!;

    private PublishedFarm(WebApplication app, RecordingLoggers log)
    {
        _app = app;
        _log = log;
        Farms = app.Services.GetRequiredService<FrontEndFarms>();
    }

    public FrontEndFarms Farms { get; }

    public HttpClient Client { get; private set; } = null!;

    public int Port { get; private set; }

    public IReadOnlyCollection<Records.LoggedEvent> Log => _log.Events;

    public ConcurrentQueue<PublishingRecord> Records { get; } = [];

    public FrontEndFarm Farm => _action.To;

    /// <summary>How the next requests are treated.</summary>
    public PublishSection Section { get; set; } = PublishSection.Whole;

    /// <summary>Kestrel's limit for the next requests, in bytes.</summary>
    public long? MaximumRequestBody { get; set; }

    /// <summary>Who sees the bodies of the next answers.</summary>
    public Func<ContentInspector[]>? Inspectors { get; set; }

    public static async Task<PublishedFarm> StartAsync(FrontEndFarm farm, BridgingMode bridging = BridgingMode.Http, TimeProvider? time = null)
    {
        var log = new RecordingLoggers();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddBridging();
        var app = builder.Build();
        var published = new PublishedFarm(app, log);
        var forwarder = app.Services.GetRequiredService<FrontEndForwarder>();
        app.Run(http => published.ServeAsync(http, forwarder));
        await published.ApplyAsync(farm, bridging);
        await app.StartAsync();
        published.Port = new Uri(app.Urls.Single()).Port;
        published.Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
        return published;
    }

    public static FrontEndFarm Farmed(params string[] servers) => TestPolicy.NewFarm(servers) with { Balancing = Balancing.First };

    public async Task ApplyAsync(FrontEndFarm farm, BridgingMode bridging = BridgingMode.Http)
    {
        var action = TestPolicy.Publish(farm, bridging);
        await Farms.ApplyAsync(TestPolicy.Publishing(TestPolicy.Rule("OWA", action)), CancellationToken.None);
        _action = action;
    }

    /// <summary>GET /, the status and the body; a denial is its reason.</summary>
    public async Task<string> GetAsync(string path = "/")
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>GET / and its record, which is complete a little after the answer is. Not for requests side by side.</summary>
    public async Task<PublishingRecord> GetRecordAsync()
    {
        var before = Records.Count;
        await GetAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Records.Count == before)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return Records.Last();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
        _log.Dispose();
    }

    private async Task ServeAsync(HttpContext http, FrontEndForwarder forwarder)
    {
        var action = _action;
        var record = new PublishingRecord { Reference = "0", Started = TimeProvider.System.GetUtcNow(), Listener = "external-http", Client = IPEndPoint.Parse("192.0.2.1:4711") };
        var path = http.Request.Path.Value!;
        var context = new PublishingContext
        {
            Http = http,
            Policy = TestPolicy.Publisher(TestPolicy.Publishing(TestPolicy.Rule("OWA", action))),
            Listener = TestPolicy.Http,
            Section = Section,
            Record = record,
            Target = new CanonicalTarget("mail.nwtraders.example", null, path, path, http.Request.QueryString.Value ?? ""),
        };
        context.Inspectors = Inspectors?.Invoke();
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MaximumRequestBody;
        record.Denial = await forwarder.ForwardAsync(context, action);
        Records.Enqueue(record);
        if (record.Denial is not null && http.Response.HasStarted && Inspectors is not null)
        {
            http.Abort();
        }
        else if (record.Denial is { } denial)
        {
            Assert.False(http.Response.HasStarted);
            Assert.Equal(200, http.Response.StatusCode);
            http.Response.StatusCode = denial.Status;
            await http.Response.WriteAsync(denial.Reason.ToString());
        }
    }
}
