using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Reload;

namespace WebPublisher.Policy.Tests.Reload;

/// <summary>The policies here are files of one word: the revision, or <c>bad</c> and what is wrong.</summary>
public sealed class LivePolicyTests : IAsyncLifetime, IDisposable
{
    private const int AppliedEvent = 1001;
    private const int UnchangedEvent = 1002;
    private const int RejectedEvent = 1003;
    private const int RevertFailedEvent = 1005;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TemporaryDirectory _files = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private LivePolicy? _live;
    private int _loads;

    private LivePolicy Live => _live!;

    private string Path => _files["policy.yaml"];

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path, "one");
        _live = await LivePolicy.StartAsync(Path, Load, _time, _log);
    }

    public async Task DisposeAsync() => await Live.DisposeAsync();

    public void Dispose()
    {
        _log.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task A_bad_policy_at_start_is_fatal_and_says_everything()
    {
        File.WriteAllText(Path, "bad one,bad two");

        var rejected = await Assert.ThrowsAsync<PolicyRejectedException>(() => LivePolicy.StartAsync(Path, Load, _time, _log));

        Assert.Equal(2, rejected.Diagnostics.Count);
        Assert.Contains($"{Path}:2:1: bad two", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_comes_into_force_by_itself()
    {
        File.WriteAllText(Path, "two");
        await _time.AdvanceUntilAsync(_log.Logged(AppliedEvent), Second);

        Assert.Equal("two", Live.Snapshot.Current.Revision);
        Assert.Equal(["one", "two"], Live.History.Select(r => r.Revision));
        Assert.Equal(ReloadOutcome.Applied, Live.History[^1].Outcome);
        Assert.InRange(Live.History[^1].Time, new ManualTimeProvider().GetUtcNow() + Second, _time.GetUtcNow());
    }

    [Fact]
    public async Task A_bad_file_keeps_the_policy_is_reported_once_and_taken_back()
    {
        File.WriteAllText(Path, "bad one,bad two");
        await _time.AdvanceUntilAsync(_log.Logged(RejectedEvent), Second);

        Assert.Equal("one", Live.Snapshot.Current.Revision);
        Assert.Equal((null, ReloadOutcome.Rejected, $"{Path}:1:1: bad one (and 1 more)"), (Live.History[^1].Revision, Live.History[^1].Outcome, Live.History[^1].Message));
        Assert.Equal(2, _log.Count(1010));

        File.SetLastWriteTimeUtc(Path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await LoadsAsync(1);
        File.WriteAllText(Path, "one");
        await _time.AdvanceUntilAsync(_log.Logged(UnchangedEvent), Second);
        Assert.Equal(1, _log.Count(RejectedEvent));
        Assert.Equal(ReloadOutcome.Unchanged, Live.History[^1].Outcome);
    }

    [Fact]
    public async Task A_touched_file_activates_nothing_and_is_no_news()
    {
        var activated = 0;
        await Live.RegisterAsync("web", (_, _) => Task.FromResult(activated++), Live.Snapshot.Current);

        await LoadsAsync(1); // the one that makes sure nothing changed while the server started
        File.SetLastWriteTimeUtc(Path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await LoadsAsync(1);

        Assert.Equal(0, activated);
        Assert.Single(Live.History);
    }

    [Fact]
    public async Task A_requested_reload_needs_no_change_and_is_always_news()
    {
        var record = await Live.ReloadAsync();

        Assert.Equal(ReloadOutcome.Unchanged, record.Outcome);
        Assert.Equal(record, Live.History[^1]);
    }

    [Fact]
    public async Task The_snapshot_is_replaced_only_after_every_activation()
    {
        var seen = new List<string>();
        Func<PublisherPolicy, CancellationToken, Task> Part(string name) => (p, _) =>
        {
            seen.Add($"{name} {p.Revision} while {Live.Snapshot.Current.Revision}");
            return Task.CompletedTask;
        };
        await Live.RegisterAsync("a", Part("a"), Live.Snapshot.Current);
        await Live.RegisterAsync("b", Part("b"), Live.Snapshot.Current);

        await ReloadAsync("two");

        Assert.Equal(["a two while one", "b two while one"], seen);
        Assert.Equal("two", Live.Snapshot.Current.Revision);
    }

    [Fact]
    public async Task A_failed_activation_takes_the_earlier_ones_back_and_keeps_the_policy()
    {
        var seen = new List<string>();
        Func<PublisherPolicy, CancellationToken, Task> Part(string name, string fails) => (p, _) =>
        {
            seen.Add($"{name} {p.Revision}");
            return p.Revision == fails ? throw new InvalidOperationException("port taken") : Task.CompletedTask;
        };
        await Live.RegisterAsync("a", Part("a", ""), Live.Snapshot.Current);
        await Live.RegisterAsync("b", Part("b", ""), Live.Snapshot.Current);
        await Live.RegisterAsync("listeners", Part("listeners", "two"), Live.Snapshot.Current);
        await Live.RegisterAsync("d", Part("d", ""), Live.Snapshot.Current);

        var record = await ReloadAsync("two");

        Assert.Equal(["a two", "b two", "listeners two", "b one", "a one"], seen);
        Assert.Equal((ReloadOutcome.Failed, "two", "listeners could not put it in force: port taken"), (record.Outcome, record.Revision, record.Message));
        Assert.Equal("one", Live.Snapshot.Current.Revision);
    }

    [Fact]
    public async Task A_part_that_cannot_go_back_is_critical_and_the_others_still_do()
    {
        var seen = new List<string>();
        await Live.RegisterAsync("a", (p, _) => { seen.Add(p.Revision); return Task.CompletedTask; }, Live.Snapshot.Current);
        await Live.RegisterAsync("b", (p, _) => p.Revision == "one" ? throw new InvalidOperationException() : Task.CompletedTask, Live.Snapshot.Current);
        await Live.RegisterAsync("c", (_, _) => throw new InvalidOperationException(), Live.Snapshot.Current);

        await ReloadAsync("two");

        Assert.Equal(["two", "one"], seen);
        Assert.Contains(_log.Lines, l => l.Id == RevertFailedEvent && l.Level == LogLevel.Critical && l.Text.StartsWith("b could not be given policy one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_registers_late_is_brought_up_to_date()
    {
        var startedWith = Live.Snapshot.Current;
        await ReloadAsync("two");
        var given = "";

        await Live.RegisterAsync("web", (p, _) => Task.FromResult(given = p.Revision), startedWith);

        Assert.Equal("two", given);
    }

    [Fact]
    public async Task A_loader_that_throws_keeps_the_policy()
    {
        var record = await ReloadAsync("throw");

        Assert.Equal((ReloadOutcome.Failed, "broken"), (record.Outcome, record.Message));
        Assert.Equal("one", Live.Snapshot.Current.Revision);
    }

    [Fact]
    public async Task A_reload_waits_for_the_one_under_way()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var under = 0;
        await Live.RegisterAsync(
            "web",
            async (_, _) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref under));
                entered.TrySetResult();
                await leave.Task;
                Interlocked.Decrement(ref under);
            },
            Live.Snapshot.Current);

        File.WriteAllText(Path, "two");
        var first = Live.ReloadAsync();
        await entered.Task;
        File.WriteAllText(Path, "three");
        var second = Live.ReloadAsync();
        Assert.False(second.IsCompleted);
        leave.SetResult();

        Assert.Equal("two", (await first).Revision);
        Assert.Equal("three", (await second).Revision);
        Assert.Equal("three", Live.Snapshot.Current.Revision);
    }

    [Fact]
    public async Task Many_reloads_at_once_leave_the_last_policy_everywhere()
    {
        var running = "";
        await Live.RegisterAsync("web", async (p, _) => { await Task.Yield(); running = p.Revision; }, Live.Snapshot.Current);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => ReloadAsync($"r{i % 7}"))));
        await ReloadAsync("last");

        Assert.Equal("last", running);
        Assert.Equal("last", Live.Snapshot.Current.Revision);
        Assert.DoesNotContain(Live.History, r => r.Outcome is ReloadOutcome.Failed);
    }

    [Fact]
    public async Task Reloads_are_counted_by_outcome()
    {
        using var meter = new RecordingMeter("webpublisher.policy.reloads", "outcome");
        await Live.RegisterAsync("web", (p, _) => p.Revision == "unlucky" ? throw new InvalidOperationException() : Task.CompletedTask, Live.Snapshot.Current);

        foreach (var content in new[] { "two", "two", "bad", "unlucky" })
        {
            await ReloadAsync(content);
        }

        Assert.All(["applied", "unchanged", "rejected", "failed"], o => Assert.NotEmpty(meter.Values(o)));
    }

    [Fact]
    public async Task The_history_keeps_the_last_twenty()
    {
        for (var i = 0; i < 30; i++)
        {
            await ReloadAsync($"r{i}");
        }

        Assert.Equal(Enumerable.Range(10, 20).Select(i => $"r{i}"), Live.History.Select(r => r.Revision));
    }

    [Fact]
    public async Task A_hundred_good_and_bad_reloads_leave_no_old_policy_behind()
    {
        var old = new List<WeakReference>();
        for (var i = 0; i < 100; i++)
        {
            await ReloadAsync(i % 2 == 0 ? $"r{i}" : "bad");
            old.Add(Remember());
        }

        await ReloadAsync("last");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.DoesNotContain(old, r => r.IsAlive);
    }

    [Fact]
    public async Task Stopping_cancels_an_activation_and_those_who_wait()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Live.RegisterAsync(
            "web",
            async (_, stop) =>
            {
                entered.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
            },
            Live.Snapshot.Current);
        File.WriteAllText(Path, "two");
        var first = Live.ReloadAsync();
        await entered.Task;
        var second = Live.ReloadAsync();

        await Live.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal("one", Live.Snapshot.Current.Revision);
        Assert.Equal(0, _log.Count(RevertFailedEvent));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Remember() => new(Live.Snapshot.Current);

    private async Task<ReloadRecord> ReloadAsync(string content)
    {
        // Several tests write at once; the file must never be seen half written.
        var temporary = _files[Guid.NewGuid().ToString("N")];
        await File.WriteAllTextAsync(temporary, content);
        File.Move(temporary, Path, overwrite: true);
        return await Live.ReloadAsync();
    }

    /// <summary>Moves the clock until the files have been loaded so many times more, and what follows from that is done.</summary>
    private async Task LoadsAsync(int more)
    {
        var wanted = Volatile.Read(ref _loads) + more;
        await _time.AdvanceUntilAsync(Task.Run(() => SpinWait.SpinUntil(() => Volatile.Read(ref _loads) >= wanted)), Second);
        await Live.RegisterAsync("last in the queue", (_, _) => Task.CompletedTask, Live.Snapshot.Current);
    }

    private PolicyLoadResult Load(string path)
    {
        var content = File.ReadAllText(path);
        DiagnosticList diagnostics = [];
        if (content == "throw")
        {
            throw new InvalidOperationException("broken");
        }

        if (content.StartsWith("bad", StringComparison.Ordinal))
        {
            var line = 0;
            foreach (var message in content.Split(','))
            {
                diagnostics.Error(new SourceLocation(path, ++line, 1), message);
            }
        }

        Interlocked.Increment(ref _loads);
        return new PolicyLoadResult(diagnostics.HasErrors ? null : PolicyFactory.Make(content), diagnostics, [path]);
    }
}
