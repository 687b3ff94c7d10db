using System.Text;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Policy.Tests.Operations.Logs;

public sealed class RotatingLogTests : IDisposable
{
    private static readonly DateTimeOffset s_instant = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_line_that_is_too_long_is_lost_and_counted_and_those_behind_it_are_written()
    {
        var target = new RotatingLogPolicy(_directory.Path, 10_000_000, 250_000_000, TimeSpan.FromDays(30));
        var losses = new CountedLosses();
        await using (var log = new RotatingLog(new PlainFormat(), losses, () => target, maximumLines: 10, new ManualTimeProvider(s_instant)))
        {
            log.Append(Line(RotatingLog.MaximumLine + 1), s_instant, target);
            log.Append(Line(RotatingLog.MaximumLine), s_instant, target);
            log.Append(Line(3), s_instant, target);
        }

        Assert.Equal(["1 missing", "xx", new string('x', RotatingLog.MaximumLine - 1)], File.ReadAllLines(_directory["LOG20261121-1.LOG"]).Order(StringComparer.Ordinal));
        Assert.Equal(1, losses.Dropped);
    }

    [Fact]
    public async Task Who_has_it_flushed_finds_what_was_appended_before_in_the_file()
    {
        var target = new RotatingLogPolicy(_directory.Path, 10_000_000, 250_000_000, TimeSpan.FromDays(30));
        await using var log = new RotatingLog(new PlainFormat(), new CountedLosses(), () => target, maximumLines: 100, TimeProvider.System);
        for (var lines = 1; lines <= 5; lines++)
        {
            log.Append(Line(3), s_instant, target);
            await log.FlushAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(lines, File.ReadAllLines(_directory["LOG20261121-1.LOG"]).Length);
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => log.FlushAsync())).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Nobody_waits_for_a_log_that_has_ended()
    {
        var log = new RotatingLog(new PlainFormat(), new CountedLosses(), () => null, maximumLines: 100, TimeProvider.System);
        await log.DisposeAsync();

        await log.FlushAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static byte[] Line(int length) => Encoding.ASCII.GetBytes($"{new string('x', length - 1)}\n");

    private sealed class PlainFormat : RotatingLogFormat
    {
        public override RotatingLogNames Names { get; } = new("LOG", '-', Digits: 1, FirstNumber: 1, ".LOG");

        public override byte[] Header(DateTimeOffset now, bool isNewFile) => [];

        public override byte[] Loss(DateTimeOffset now, long lines) => Encoding.ASCII.GetBytes($"{lines} missing\n");
    }

    private sealed class CountedLosses() : RotatingLogLosses(TimeProvider.System, PolicyInstruments.AccessLogLost)
    {
        public long Dropped { get; private set; }

        protected override void TellFailed(string error, long lost) => throw new InvalidOperationException(error);

        protected override void TellRecovered(long lost)
        {
        }

        protected override void TellDropped(long lost) => Dropped += lost;

        protected override void TellAbandoned()
        {
        }
    }
}
