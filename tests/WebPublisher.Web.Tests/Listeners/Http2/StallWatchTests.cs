using WebPublisher.Web.Listeners.Http2;

namespace WebPublisher.Web.Tests.Listeners.Http2;

public sealed class StallWatchTests
{
    private readonly SendWindows _windows = new();
    private readonly StallWatch _watch;
    private long _sent;

    public StallWatchTests() => _watch = new StallWatch(_windows);

    [Fact]
    public void Many_answers_wait_for_two_seconds()
    {
        Withhold(17);

        Assert.Equal(2, SecondsToStall());
    }

    [Fact]
    public void A_few_wait_for_two_minutes()
    {
        Withhold(16);

        Assert.Equal(120, SecondsToStall());
    }

    [Fact]
    public void A_write_that_tcp_does_not_take_waits_for_two_minutes() => Assert.Equal(120, SecondsToStall(isWriting: true));

    [Fact]
    public void A_slow_client_is_not_given_up()
    {
        Withhold(50);
        for (var second = 0; second < 1000; second++)
        {
            _sent += StallWatch.SlowestRate;
            Assert.False(_watch.IsStalled(_sent, isWriting: true));
        }
    }

    [Fact]
    public void A_client_that_pauses_begins_anew()
    {
        Withhold(1);
        for (var second = 0; second < 119; second++)
        {
            Assert.False(_watch.IsStalled(_sent, isWriting: false));
        }

        _sent += StallWatch.SlowestRate;

        Assert.Equal(121, SecondsToStall());
    }

    [Fact]
    public void Nothing_that_waits_is_no_stall()
    {
        _windows.Open(1);
        for (var second = 0; second < 1000; second++)
        {
            Assert.False(_watch.IsStalled(_sent, isWriting: false));
            Assert.False(_watch.IsWaiting);
        }
    }

    private void Withhold(int streams)
    {
        for (var i = 0; i < streams; i++)
        {
            _windows.Open((2 * i) + 1);
            _windows.Update(0, 65535);
            _windows.Send((2 * i) + 1, 65535);
        }
    }

    private int SecondsToStall(bool isWriting = false)
    {
        for (var second = 1; second < 1000; second++)
        {
            if (_watch.IsStalled(_sent, isWriting))
            {
                return second;
            }
        }

        throw new InvalidOperationException("no stall");
    }
}
