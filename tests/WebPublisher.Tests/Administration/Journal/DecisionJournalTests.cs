using System.Globalization;
using System.Runtime.CompilerServices;
using WebPublisher.Administration.Journal;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class DecisionJournalTests
{
    private readonly DecisionJournal _journal = new(Observed.Policy("folder"));
    private readonly TrafficCounters _counters = new(TimeProvider.System);

    [Fact]
    public void The_latest_come_first_and_refusals_outlive_what_was_served()
    {
        Note(DenialReason.NotPublished, "refused-1");
        for (var i = 0; i < DecisionJournal.MaximumOfAll; i++)
        {
            Note(denial: null, $"served-{i}");
        }

        Note(DenialReason.FrontEndTimeout, "failed-1");
        var all = Find("?limit=2000");

        Assert.Equal(DecisionJournal.MaximumOfAll + 1, all.Count);
        Assert.Equal(["failed-1", "served-499", "served-498"], all.Take(3));
        Assert.Equal(["served-1", "refused-1"], all.TakeLast(2));
        Assert.Equal(["failed-1", "refused-1"], Find("?outcome=refused,failed"));
    }

    [Fact]
    public void No_more_is_kept_than_there_is_room_for()
    {
        for (var i = 0; i < DecisionJournal.MaximumRefusals + 10; i++)
        {
            Note(DenialReason.NotPublished, i.ToString(CultureInfo.InvariantCulture));
        }

        var all = Find($"?limit={DecisionJournal.MaximumRefusals}");
        Assert.Equal(DecisionJournal.MaximumRefusals, all.Count);
        Assert.Equal("10", all[^1]);
        Assert.Null(_journal.Find("9"));
        Assert.Equal("10", _journal.Find("10")?.Reference);
    }

    [Fact]
    public void A_query_is_shown_as_the_log_may_have_it_and_no_text_is_endless()
    {
        Observe(Observed.Request(query: "?token=s3cret&folder=inbox"));
        var record = Observed.Request(DenialReason.InvalidTarget, query: $"?{new string('q', 20_000)}");
        (record.Method, record.Path) = ($"GET\r\n{new string('M', 5000)}", $"/\u001b[31m{new string('p', 20_000)}");
        Observe(record);

        var decisions = _journal.Find(Query(""));

        Assert.Equal("GET https://mail.example.com/owa/?token=*&folder=inbox", decisions[1].What);
        Assert.DoesNotContain(decisions[0].What, char.IsControl);
        Assert.InRange(decisions[0].What.Length, 100, 600);
    }

    [Fact]
    public void Who_looks_on_gets_what_they_want_and_is_told_what_was_lost()
    {
        using var refused = _journal.Watch(all: false);
        using var all = _journal.Watch(all: true);
        for (var i = 0; i < DecisionWatch.MaximumQueued + 5; i++)
        {
            Note(denial: null, $"served-{i}");
        }

        Note(DenialReason.NotPublished, "refused-1");

        Assert.True(refused.Queue.TryRead(out var only));
        Assert.Equal("refused-1", only.Reference);
        Assert.False(refused.Queue.TryRead(out _));
        Assert.Equal((0, 6), (refused.TakeLost(), all.TakeLost()));
        Assert.Equal(0, all.TakeLost());
        Assert.True(all.Queue.TryRead(out var first));
        Assert.Equal("served-0", first.Reference);
    }

    [Fact]
    public void Who_has_left_is_told_nothing_more()
    {
        var watch = _journal.Watch(all: true);
        watch.Dispose();

        Note(denial: null, "served-1");

        Assert.False(watch.Queue.TryRead(out _));
    }

    [Fact]
    public void A_request_that_is_served_allocates_nothing()
    {
        var (observer, record) = (new RequestObserver(_journal, _counters), Observed.Request(query: "?a=b"));
        for (var i = 0; i < 100; i++)
        {
            observer.Write(record);
        }

        // A minute may begin meanwhile, and its names are counted anew then.
        var least = Enumerable.Range(0, 3).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                observer.Write(record);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(100, 0, true)]
    [InlineData(3000, 0, false)]
    [InlineData(0, 3000, false)]
    public void What_was_served_is_not_kept_as_long_as_it_is(int path, int userAgent, bool isKept)
    {
        var remembered = ObserveServed(path, userAgent);
        GC.Collect();

        Assert.Equal(isKept, remembered.IsAlive);
        Assert.StartsWith("GET https://mail.example.com/p", _journal.Find("served-1")?.What, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference ObserveServed(int path, int userAgent)
    {
        var record = Observed.Request(reference: "served-1");
        (record.Path, record.UserAgent) = ($"/p{new string('p', path)}", new string('u', userAgent));
        Observe(record);
        return new WeakReference(record);
    }

    private void Note(DenialReason? denial, string reference) => Observe(Observed.Request(denial, reference: reference));

    private void Observe(PublishingRecord record) => new RequestObserver(_journal, _counters).Write(record);

    private List<string> Find(string query) => [.. _journal.Find(Query(query)).Select(decision => decision.Reference)];

    private static DecisionQuery Query(string query)
    {
        Assert.Null(DecisionQueryTests.Parse(query, out var parsed));
        return parsed;
    }
}
