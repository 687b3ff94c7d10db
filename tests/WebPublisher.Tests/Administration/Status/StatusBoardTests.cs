using WebPublisher.Administration.Model;
using WebPublisher.Administration.Status;
using WebPublisher.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Status;

public sealed class StatusBoardTests
{
    /// <summary>A status of a server with nothing to tell.</summary>
    internal static ServerStatus Calm { get; } = new(
        "EDGE01", "0.1.0", Observed.Instant, Observed.Instant, ["web"], "running", new PolicyStatus("0", "policy.yaml", []), new Readiness(PolicyInForce: true, ListenersBound: true, []),
        [new ListenerStatus("plain", "listener", "127.0.0.1:80", "http", 0)], [], [], [], new StoreStatus("sqlite", Connected: true, 0, [], 0, 0, 0, 0, 0, 0),
        new IpsecStatus("off", null, []), new ProcessStatus(1, 1, 1, 1, 1));

    private readonly ManualTime _time = new();
    private ServerStatus _now = Calm;
    private int _looks;

    [Fact]
    public void However_many_ask_it_is_looked_once_a_second()
    {
        var board = Board();

        Assert.Same(board.Look().Status, board.Look().Status);
        Assert.Equal(1, _looks);
        _time.Advance(TimeSpan.FromSeconds(1));
        board.Look();
        Assert.Equal(2, _looks);
    }

    [Fact]
    public void What_changes_all_the_time_is_no_news_and_the_rest_is()
    {
        var board = Board();
        var first = board.Look().Edition;

        Assert.Equal(first, Next(board, Calm with { Now = _time.GetUtcNow(), Process = new ProcessStatus(1, 2, 3, 4, 5), Listeners = [Calm.Listeners[0] with { Connections = 7 }] }));
        Assert.NotEqual(first, Next(board, Calm with { Store = Calm.Store with { Blocked = 1 } }));
        var second = board.Look().Edition;
        Assert.NotEqual(second, Next(board, Calm with { Farms = [new ServerGroupStatus("farm", [new InnerServerStatus("127.0.0.1:9", Available: false, "its probe fails")])] }));
    }

    private StatusBoard Board() => new(Look, _time);

    private ServerStatus Look()
    {
        _looks++;
        return _now;
    }

    private long Next(StatusBoard board, ServerStatus status)
    {
        _now = status;
        _time.Advance(TimeSpan.FromSeconds(1));
        return board.Look().Edition;
    }
}
