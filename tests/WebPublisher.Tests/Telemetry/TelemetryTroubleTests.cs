using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WebPublisher.Demo;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Telemetry;

[Collection("activities")]
public sealed class TelemetryTroubleTests
{
    [Fact]
    public async Task A_collector_that_cannot_be_reached_is_logged()
    {
        var collector = new Uri($"http://127.0.0.1:{FreePort.Take(0, "")}");
        var logger = new Logged();
        using var trouble = new TelemetryTrouble(TimeProvider.System, logger);
        var server = new ServerPolicy("EDGE01", "/var/lib/webpublisher");
        var telemetry = new TelemetryExport(server, TimeProvider.System);
        telemetry.Apply(server, new OperationsPolicy(Listen: null, collector));

        await telemetry.DisposeAsync();

        await logger.First.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(logger.Messages, message => message.Contains(collector.Authority, StringComparison.Ordinal));
        Assert.Equal(logger.Messages.Count, logger.Messages.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task An_instrument_that_nobody_measures_is_no_trouble()
    {
        var logger = new Logged();
        using var trouble = new TelemetryTrouble(TimeProvider.System, logger);
        await using var telemetry = new TelemetryExport(new ServerPolicy("EDGE01", "/var/lib/webpublisher"), TimeProvider.System);
        using var unknown = new Meter("Unknown.Meter");
        using var client = new Meter("System.Net.Http");

        Assert.False(unknown.CreateCounter<long>("unknown.counter").Enabled);
        Assert.False(client.CreateHistogram<double>("http.client.request.duration").Enabled);

        Assert.DoesNotContain(logger.Messages, message => message.Contains("will be ignored", StringComparison.Ordinal));
    }

    private sealed class Logged : ILogger<TelemetryTrouble>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task First => _first.Task;

        public ConcurrentQueue<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Messages.Enqueue(formatter(state, exception));
            _first.TrySetResult();
        }
    }
}
