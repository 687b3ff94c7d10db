using WebPublisher.Demo.FrontEnd;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Demo.FrontEnd;

public sealed class WebmailSessionsTests
{
    private static readonly DemoAccount Account = new("alice", "Alice", "secret");

    private readonly ManualTime _time = new();

    [Fact]
    public void A_session_lives_while_it_is_used_and_ends_when_idle()
    {
        var sessions = new WebmailSessions(_time);
        var session = sessions.Begin(Account);

        _time.Advance(WebmailSessions.IdleLimit);
        Assert.Equal(session, sessions.Find(session.Id));
        _time.Advance(WebmailSessions.IdleLimit);
        Assert.Equal(session, sessions.Find(session.Id));
        _time.Advance(WebmailSessions.IdleLimit + TimeSpan.FromSeconds(1));
        Assert.Null(sessions.Find(session.Id));
    }

    [Fact]
    public void One_session_too_many_ends_the_one_that_was_idle_longest()
    {
        var sessions = new WebmailSessions(_time);
        var first = sessions.Begin(Account);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = sessions.Begin(Account);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(sessions.Find(first.Id));
        for (var i = 2; i <= WebmailSessions.Maximum; i++)
        {
            sessions.Begin(Account);
        }

        Assert.Null(sessions.Find(second.Id));
        Assert.NotNull(sessions.Find(first.Id));
    }

    [Fact]
    public void An_ended_session_is_not_found()
    {
        var sessions = new WebmailSessions(_time);
        var session = sessions.Begin(Account);

        sessions.End(session);

        Assert.Null(sessions.Find(session.Id));
        Assert.Null(sessions.Find(null));
    }
}
