namespace WebPublisher.Web.Logons;

/// <summary>The users whose logons have failed from a network.</summary>
internal sealed class NetworkFailures : CountedEntry
{
    /// <summary>As many users as a policy may allow.</summary>
    public const int MaximumUsers = 1000;

    private readonly List<(ulong User, long At)> _users = [];

    /// <summary>Notes a failure.</summary>
    /// <param name="user">The lower half of the user's hash.</param>
    /// <param name="limit">The most users that are told apart.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="window">How long a failure counts, in timestamps.</param>
    /// <returns>How many users have failed within the window.</returns>
    public int Note(ulong user, int limit, long now, long window)
    {
        lock (Gate)
        {
            _users.RemoveAll(entry => entry.User == user || entry.At <= now - window);
            if (_users.Count < limit)
            {
                _users.Add((user, now));
            }

            KeepUntil(now + window);
            return _users.Count;
        }
    }

    /// <summary>Forgets all: they have led to a lock.</summary>
    public void Clear()
    {
        lock (Gate)
        {
            _users.Clear();
        }
    }
}
