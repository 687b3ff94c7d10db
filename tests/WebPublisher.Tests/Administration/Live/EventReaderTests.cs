using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Live;
using WebPublisher.Administration.Status;
using WebPublisher.Policy.Reload;
using WebPublisher.State;
using WebPublisher.Tests.Administration.Status;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Denials;

namespace WebPublisher.Tests.Administration.Live;

public sealed class EventReaderTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ManualTime _time = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly CancellationTokenSource _leaving = new();
    private readonly DecisionJournal _journal = new(Observed.Policy());
    private readonly TrafficCounters _counters;
    private readonly StreamReader _told;
    private ImmutableArray<ReloadRecord> _history = [];
    private StateChanges _changes;
    private Task _running = Task.CompletedTask;

    public EventReaderTests()
    {
        _counters = new TrafficCounters(_time);
        _told = new StreamReader(_pipe.Reader.AsStream(), Encoding.UTF8);
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _leaving.Dispose();
        _told.Dispose();
    }

    [Fact]
    public async Task The_status_comes_each_five_seconds_and_a_comment_each_fifteen()
    {
        Start(decisions: null);
        var seen = new List<string> { await NextAsync() };
        for (var second = 0; second < 15; second++)
        {
            seen.AddRange(await SecondAsync());
        }

        Assert.Equal(4, seen.Count(name => name == "status"));
        Assert.Equal(15, seen.Count(name => name == "traffic"));
        Assert.Equal(":", seen[^2]);
        Assert.Equal(1, seen.Count(name => name == ":"));
    }

    [Fact]
    public async Task Reloads_and_changes_are_told_once()
    {
        Start(decisions: null);
        Assert.Equal("status", await NextAsync());
        _history = [new ReloadRecord(_time.GetUtcNow().AddMilliseconds(1), "1", ReloadOutcome.Applied, "1 rule"), new ReloadRecord(_time.GetUtcNow().AddMilliseconds(2), null, ReloadOutcome.Rejected, "line 1")];
        _changes = new StateChanges(3, 0, 1, 0);

        Assert.Equal(["reload", "reload", "changed addresses", "changed logons", "traffic"], await SecondAsync());
        Assert.Equal(["traffic"], await SecondAsync());
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_is_told_how_many_decisions_it_has_lost()
    {
        using var watch = _journal.Watch(all: false);
        var observer = new RequestObserver(_journal, _counters);
        for (var i = 0; i < DecisionWatch.MaximumQueued + 3; i++)
        {
            observer.Write(Observed.Request(DenialReason.NotPublished));
        }

        Start(watch);
        var seen = new List<string>();
        while (seen.LastOrDefault() is not "lost 3")
        {
            seen.Add(await NextAsync());
        }

        Assert.Equal(DecisionWatch.MaximumQueued, seen.Count(name => name == "decision"));
    }

    private void Start(DecisionWatch? decisions)
    {
        var sources = new EventSources
        {
            Time = _time,
            Board = new StatusBoard(() => StatusBoardTests.Calm, _time),
            Journal = _journal,
            Counters = _counters,
            History = () => _history,
            Changes = () => _changes,
        };
        _running = new EventReader(sources, decisions, _pipe.Writer).RunAsync(_leaving.Token);
    }

    /// <summary>Lets a second pass, and reads what is told of it.</summary>
    private async Task<List<string>> SecondAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var seen = new List<string>();
        while (seen.LastOrDefault() != "traffic")
        {
            seen.Add(await NextAsync());
        }

        return seen;
    }

    /// <summary>The name of the next event, with its data where that is a word.</summary>
    private async Task<string> NextAsync()
    {
        var name = await LineAsync();
        if (name == ":")
        {
            await LineAsync();
            return name;
        }

        var data = (await LineAsync())["data: ".Length..];
        Assert.Equal("", await LineAsync());
        name = name["event: ".Length..];
        return data.StartsWith('{') ? name : $"{name} {data}";
    }

    private async Task<string> LineAsync() => Assert.IsType<string>(await _told.ReadLineAsync().WaitAsync(s_patience));
}
