using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>Real listeners on loopback with a request handler of the test's own behind them.</summary>
internal sealed class ListenerRig : IAsyncDisposable
{
    private ListenerRig(ListenerHost host, KeptRecords records, RecordingLogger log) => (Host, Records, Log) = (host, records, log);

    public ListenerHost Host { get; }

    public KeptRecords Records { get; }

    public RecordingLogger Log { get; }

    public static Task<ListenerRig> StartAsync(RequestDelegate handler, params ListenerPolicy[] listeners) => StartAsync(handler, Policy(listeners));

    public static async Task<ListenerRig> StartAsync(RequestDelegate handler, PublisherPolicy policy, TimeProvider? time = null)
    {
        var (records, log) = (new KeptRecords(), new RecordingLogger());
        var host = await ListenerHost.StartAsync(
            new WebHalfOptions { Loggers = log, Time = time ?? TimeProvider.System, RecordSinks = [records] }, _ => { }, _ => (http, _) => handler(http), CancellationToken.None);
        var rig = new ListenerRig(host, records, log);
        await rig.ApplyAsync(policy);
        return rig;
    }

    /// <summary>A handler that answers with the listener's name.</summary>
    public static Task SayListener(HttpContext http) => http.Response.WriteAsync(http.Features.Get<ClientConnection>()!.Listener);

    public static PublisherPolicy Policy(params ListenerPolicy[] listeners) => Policy(listeners, []);

    public static PublisherPolicy Policy(ListenerPolicy[] listeners, params PublishingRule[] rules) =>
        TestPolicy.Publisher(new WebPolicy { Listeners = [.. listeners], FrontEnds = [], Rules = [.. rules, PublishingRule.Default] });

    public IPEndPoint EndPoint(string listener) => Host.EndPoints[listener];

    public async Task ApplyAsync(PublisherPolicy policy) => Host.Commit(await Host.PrepareAsync(policy, CancellationToken.None));

    public Task ApplyAsync(params ListenerPolicy[] listeners) => ApplyAsync(Policy(listeners));

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Keeps records and lets a test wait for the next one.</summary>
    internal sealed class KeptRecords : PublishingRecordSink
    {
        private readonly Channel<PublishingRecord> _records = Channel.CreateUnbounded<PublishingRecord>();

        public override void Write(PublishingRecord record) => _records.Writer.TryWrite(record);

        public async Task<PublishingRecord> NextAsync()
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
            return await _records.Reader.ReadAsync(timeout.Token);
        }
    }
}
