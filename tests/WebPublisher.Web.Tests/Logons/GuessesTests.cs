using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class GuessesTests
{
    private const int Limit = 3;
    private const long Window = 1000;
    private const long Patience = 100;
    private readonly Guesses _guesses = new();

    [Fact]
    public void Those_under_way_count_as_failures_until_they_are_answered()
    {
        Assert.Equal([true, true, true, false], [Begin(0), Begin(0), Begin(1), Begin(1)]);
        _guesses.End(0);
        Assert.Equal([true, false], [Begin(2), Begin(2)]);
        Assert.Equal(1, _guesses.Fail(0, Limit, 3, Window));
        Assert.False(Begin(3));
        _guesses.End(1);
        Assert.True(Begin(3));
    }

    [Fact]
    public void More_may_be_under_way_as_long_as_none_has_failed()
    {
        Assert.Equal([true, true, true, true, true, false], Enumerable.Range(0, 6).Select(_ => Begin(0, unfailed: 5)));
        _guesses.Fail(0, Limit, 1, Window);
        _guesses.End(0);
        _guesses.End(0);
        Assert.False(Begin(1, unfailed: 5));
        _guesses.End(0);
        Assert.True(Begin(1, unfailed: 5));
    }

    [Fact]
    public void Those_that_are_not_answered_for_long_do_not()
    {
        Assert.Equal([true, true, true, false], [Begin(0), Begin(0), Begin(0), Begin(99)]);
        Assert.True(Begin(100));
    }

    [Fact]
    public void Who_has_shown_the_password_is_not_counted_until_a_failure()
    {
        Begin(0);
        _guesses.Succeed(0, 10, Window, forgives: false);
        Assert.All(Enumerable.Range(0, 50), _ => Assert.True(Begin(11)));
        _guesses.Fail(11, Limit, 12, Window);
        Assert.Equal([true, true, false], [Begin(13), Begin(13), Begin(13)]);
    }

    [Fact]
    public void That_he_has_counts_for_a_while()
    {
        Begin(0);
        _guesses.Succeed(0, 0, Window, forgives: false);
        Assert.Equal([true, true, true, false], [Begin(1000), Begin(1000), Begin(1000), Begin(1000)]);
    }

    [Fact]
    public void A_success_forgives_a_device_of_its_own_and_nobody_else()
    {
        _guesses.Fail(0, Limit, 0, Window);
        _guesses.Fail(0, Limit, 0, Window);
        _guesses.Succeed(0, 1, Window, forgives: false);
        Assert.Equal(3, _guesses.Fail(0, Limit, 2, Window));
        _guesses.Succeed(0, 3, Window, forgives: true);
        Assert.Equal(1, _guesses.Fail(0, Limit, 4, Window));
    }

    [Fact]
    public void Failures_are_forgotten_one_by_one()
    {
        Assert.Equal(1, _guesses.Fail(0, Limit, 0, Window));
        Assert.Equal(2, _guesses.Fail(0, Limit, 500, Window));
        Assert.Equal(2, _guesses.Fail(0, Limit, 1000, Window));
        Assert.Equal(3, _guesses.Fail(0, Limit, 1001, Window));
        Assert.Equal(3, _guesses.Fail(0, Limit, 1001, Window));
    }

    [Fact]
    public void Those_of_other_nodes_count_by_their_own_time()
    {
        _guesses.Fail(0, Limit, 500, Window);
        _guesses.Add(1, at: 200, now: 600, Window);
        Assert.Equal(3, _guesses.Fail(0, Limit, 700, Window));
        Assert.False(Begin(701));
        Assert.Equal(3, _guesses.Fail(0, Limit, 1200, Window));
        Assert.True(_guesses.Succeed(0, 1300, Window, forgives: true));
        Assert.False(_guesses.Succeed(0, 1300, Window, forgives: true));
    }

    [Fact]
    public void However_many_other_nodes_tell_of_the_count_is_bounded()
    {
        _guesses.Add(1000, at: 0, now: 0, Window);
        _guesses.Add(1000, at: 1, now: 1, Window);
        Assert.Equal(100, _guesses.TryBegin(Limit, Limit, 1, Window, Patience).Failures);
    }

    private bool Begin(long now, int unfailed = Limit) => _guesses.TryBegin(Limit, unfailed, now, Window, Patience).MayGoOn;
}
