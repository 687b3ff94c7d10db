using WebPublisher.Policy.Tests;
using WebPublisher.Web.Listeners.Http2;

namespace WebPublisher.Web.Tests.Listeners.Http2;

public sealed class FrameAccountTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FrameAccount _account;

    public FrameAccountTests() => _account = new FrameAccount(_time);

    [Theory]
    [InlineData(Http2FrameType.Ping, 500, nameof(FloodKind.Pings))]
    [InlineData(Http2FrameType.Settings, 100, nameof(FloodKind.Settings))]
    [InlineData(Http2FrameType.Priority, 1000, nameof(FloodKind.Priorities))]
    [InlineData(Http2FrameType.WindowUpdate, 1000, nameof(FloodKind.WindowUpdates))]
    [InlineData(Http2FrameType.ResetStream, 50, nameof(FloodKind.Resets))]
    [InlineData(Http2FrameType.Data, 1000, nameof(FloodKind.SmallData))]
    [InlineData(Http2FrameType.Headers, 1000, nameof(FloodKind.Requests))]
    [InlineData((Http2FrameType)0xfa, 500, nameof(FloodKind.OtherFrames))]
    internal void So_many_at_once_and_no_more(Http2FrameType type, int most, string kind)
    {
        for (var i = 0; i < most; i++)
        {
            Assert.Null(Charge(type, 0));
        }

        Assert.Equal(kind, Charge(type, 0).ToString());
    }

    [Fact]
    public void The_allowance_comes_back_with_time()
    {
        ChargeUntilFlood(Http2FrameType.Ping);

        _time.Advance(TimeSpan.FromSeconds(1));

        // 100 a second, less what the last PING before had overdrawn.
        Assert.Equal(49, ChargeUntilFlood(Http2FrameType.Ping));
    }

    [Fact]
    public void No_more_is_saved_up_than_there_was_at_first()
    {
        ChargeUntilFlood(Http2FrameType.Ping);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.InRange(ChargeUntilFlood(Http2FrameType.Ping), 500, 501);
    }

    [Fact]
    public void What_the_client_is_sent_pays_for_its_window_updates()
    {
        for (var i = 0; i < 100_000; i++)
        {
            _account.NoteSent(16 * 1024);
            Assert.Null(Charge(Http2FrameType.WindowUpdate, 4));
            Assert.Null(Charge(Http2FrameType.WindowUpdate, 4));
        }
    }

    [Fact]
    public void Requests_that_are_served_cost_nothing()
    {
        for (var i = 0; i < 100_000; i++)
        {
            _account.NoteServed();
            Assert.Null(Charge(Http2FrameType.Headers, 20));
        }
    }

    [Fact]
    public void Answers_to_pings_do_not_pay_for_pings()
    {
        var sent = 0;
        while (Charge(Http2FrameType.Ping, 8) is null)
        {
            _account.NoteSent(17);
            sent++;
        }

        Assert.InRange(sent, 500, 700);
    }

    [Fact]
    public void Data_that_carries_something_costs_nothing()
    {
        for (var i = 0; i < 100_000; i++)
        {
            Assert.Null(Charge(Http2FrameType.Data, FrameAccount.SmallData));
        }
    }

    [Fact]
    public void Padding_carries_nothing() => Assert.Equal(1000, ChargeUntilFlood(Http2FrameType.Data, FrameAccount.SmallData + 255, Http2FrameHeader.Padded));

    [Fact]
    public void The_last_data_of_a_stream_costs_nothing()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(Charge(Http2FrameType.Data, 0, Http2FrameHeader.EndStream));
        }
    }

    [Fact]
    public void A_header_block_has_so_many_pieces_and_no_more()
    {
        Assert.Null(Charge(Http2FrameType.Headers, 1));

        Assert.Equal(FrameAccount.MaximumContinuations, ChargeUntilFlood(Http2FrameType.Continuation));
    }

    [Fact]
    public void A_header_block_has_so_many_bytes_and_no_more()
    {
        Assert.Null(Charge(Http2FrameType.Headers, 16 * 1024));

        Assert.Equal(3, ChargeUntilFlood(Http2FrameType.Continuation, 16 * 1024));
    }

    [Fact]
    public void The_next_header_block_is_measured_anew()
    {
        for (var i = 0; i < 30; i++)
        {
            Assert.Null(Charge(Http2FrameType.Headers, 16 * 1024));
            Assert.Null(Charge(Http2FrameType.Continuation, 16 * 1024));
        }
    }

    [Fact]
    public void Eight_answers_may_be_withheld()
    {
        Assert.Null(_account.Note(4, 0));

        Assert.Equal(8, ChargeUntilFlood(Http2FrameType.Headers));
    }

    [Fact]
    public void A_window_that_opens_withholds_nothing_more()
    {
        Assert.Null(_account.Note(4, 0));
        Assert.Null(Charge(Http2FrameType.Headers, 20));
        Assert.Null(_account.Note(4, 65535));

        Assert.Equal(875, ChargeUntilFlood(Http2FrameType.Headers));
    }

    [Fact]
    public void A_window_that_is_closed_behind_requests_withholds_their_answers()
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.Null(Charge(Http2FrameType.Headers, 20));
        }

        Assert.Equal(FloodKind.WithheldWindow, _account.Note(4, 0));
    }

    [Fact]
    public void Other_settings_are_the_clients_own_affair()
    {
        Assert.Null(_account.Note(3, 0));

        Assert.Equal(1000, ChargeUntilFlood(Http2FrameType.Headers));
    }

    private FloodKind? Charge(Http2FrameType type, int length, byte flags = 0) => _account.Charge(new Http2FrameHeader(length, type, flags, 1));

    private int ChargeUntilFlood(Http2FrameType type, int length = 0, byte flags = 0)
    {
        for (var i = 0; i < 1_000_000; i++)
        {
            if (Charge(type, length, flags) is not null)
            {
                return i;
            }
        }

        throw new InvalidOperationException("no flood");
    }
}
