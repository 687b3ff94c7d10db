using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class SessionTimerTests
{
    private readonly ManualTimeProvider _time = new();
    private int _expirations;

    [Fact]
    public void Silence_ends_at_its_limit_and_not_a_millisecond_earlier()
    {
        using var timer = Timer();
        timer.SetDeadline(timer.Add(_time.GetTimestamp(), TimeSpan.FromMinutes(5)));
        timer.Arm();
        _time.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.Null(timer.Expired);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(SessionEnd.IdleTimeout, timer.Expired);
        Assert.Equal(1, _expirations);
    }

    [Fact]
    public void A_session_ends_at_its_limit_however_busy_the_client_is()
    {
        using var timer = Timer();
        timer.SetDeadline(timer.Add(_time.GetTimestamp(), TimeSpan.FromMinutes(5)));
        for (var second = 0; second < 299; second++)
        {
            timer.Arm();
            _time.Advance(TimeSpan.FromSeconds(1));
            timer.Disarm();
        }

        Assert.Null(timer.Expired);
        timer.Arm();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SessionEnd.SessionTimeout, timer.Expired);
    }

    [Fact]
    public void Nothing_ends_while_the_client_is_not_waited_for()
    {
        using var timer = Timer();
        timer.SetDeadline(timer.Add(_time.GetTimestamp(), TimeSpan.FromMinutes(5)));
        timer.Arm();
        timer.Disarm();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(timer.Expired);
    }

    private SessionTimer Timer() => new(_time, TimeSpan.FromMinutes(1), () => _expirations++);
}
