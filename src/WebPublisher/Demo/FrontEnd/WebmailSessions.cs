using System.Security.Cryptography;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>
/// The sessions of the demo's webmail: at most <see cref="Maximum"/>, each ending after <see cref="IdleLimit"/> without a request. When there is no room the
/// one that has been idle longest ends.
/// </summary>
public sealed class WebmailSessions(TimeProvider time)
{
    /// <summary>Sessions kept at once.</summary>
    public const int Maximum = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (WebmailSession Session, long LastUsed)> _sessions = new(StringComparer.Ordinal);

    /// <summary>Longest pause between two requests of a session.</summary>
    public static TimeSpan IdleLimit { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Begins a session under a new, unpredictable id.</summary>
    public WebmailSession Begin(DemoAccount account)
    {
        var session = new WebmailSession(NewToken(), account, NewToken());
        lock (_lock)
        {
            if (_sessions.Count >= Maximum)
            {
                _sessions.Remove(_sessions.MinBy(s => s.Value.LastUsed).Key);
            }

            _sessions.Add(session.Id, (session, time.GetTimestamp()));
        }

        return session;
    }

    /// <summary>The live session of an id, or null.</summary>
    public WebmailSession? Find(string? id)
    {
        lock (_lock)
        {
            if (id is null || !_sessions.TryGetValue(id, out var found))
            {
                return null;
            }

            if (time.GetElapsedTime(found.LastUsed) > IdleLimit)
            {
                _sessions.Remove(id);
                return null;
            }

            _sessions[id] = (found.Session, time.GetTimestamp());
            return found.Session;
        }
    }

    /// <summary>Ends a session; its id means nothing from now on.</summary>
    public void End(WebmailSession session)
    {
        lock (_lock)
        {
            _sessions.Remove(session.Id);
        }
    }

    /// <summary>256 random bits in hexadecimal.</summary>
    public static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
