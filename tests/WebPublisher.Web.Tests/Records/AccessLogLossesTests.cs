using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

// Losses are counted by one meter for the whole process.
[Collection("access log losses")]
public sealed class AccessLogLossesTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<AccessLog> _logger = new();
    private readonly AccessLogLosses _losses;

    public AccessLogLossesTests() => _losses = new AccessLogLosses(_time, _logger);

    public void Dispose() => _losses.Dispose();

    [Fact]
    public void A_failing_file_is_reported_once_a_minute_with_what_was_lost_meanwhile()
    {
        for (var i = 0; i < 5; i++)
        {
            _losses.Fail(new IOException("No space left on device"), lost: 3);
        }

        Assert.Equal((LogLevel.Error, 3L), Reported(Assert.Single(_logger.Events)));
        _time.Advance(TimeSpan.FromMinutes(1));
        _losses.Fail(new IOException("No space left on device"), lost: 3);
        Assert.Equal((LogLevel.Error, 15L), Reported(_logger.Events.Last()));
        Assert.Equal(2, _logger.Events.Count);
        Assert.Contains("No space left on device", _logger.Events.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recovery_is_reported_at_once_and_a_new_failure_as_well()
    {
        _losses.Fail(new IOException("a"), lost: 1);
        _losses.Fail(new IOException("a"), lost: 2);
        _losses.Recover();
        _losses.Recover();
        _losses.Fail(new IOException("b"), lost: 1);

        Assert.Equal([(LogLevel.Error, 1L), (LogLevel.Information, 2L), (LogLevel.Error, 1L)], _logger.Events.Select(Reported));
    }

    [Fact]
    public void Dropped_entries_are_taken_once_and_reported_once_a_minute()
    {
        _losses.Drop();
        _losses.Drop();

        Assert.Equal(2, _losses.TakeDropped());
        _losses.Drop();
        Assert.Equal(1, _losses.TakeDropped());
        Assert.Equal(0, _losses.TakeDropped());
        Assert.Equal((LogLevel.Warning, 2L), Reported(Assert.Single(_logger.Events)));
    }

    private static (LogLevel Level, long Lost) Reported(LoggedEvent logged) => (logged.Level, (long)logged.Fields["Lost"]!);
}
