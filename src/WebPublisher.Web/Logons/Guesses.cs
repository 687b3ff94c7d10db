namespace WebPublisher.Web.Logons;

/// <summary>The failed logons of a user in a network, or of a known device, and those that are not answered yet.</summary>
internal sealed class Guesses : CountedEntry
{
    private readonly List<long> _failures = [];
    private readonly List<long> _underWay = [];
    private long _provedUntil = long.MinValue;

    /// <summary>
    /// Begins a logon, unless there would be more failures than allowed if all that are under way failed. Somebody who has just shown the password and has not failed since
    /// may have any number under way: phones and mail programs do.
    /// </summary>
    /// <param name="limit">The failures that lock.</param>
    /// <param name="unfailed">How many may be under way as long as none has failed.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="window">How long a failure counts, in timestamps.</param>
    /// <param name="patience">How long a logon counts that is not answered, in timestamps: who waits longer waits for something else than the judgement of a password.</param>
    /// <returns>Whether it may go on; how many have failed.</returns>
    public (bool MayGoOn, int Failures) TryBegin(int limit, int unfailed, long now, long window, long patience)
    {
        lock (Gate)
        {
            Forget(_failures, now - window);
            Forget(_underWay, now - patience);
            if (_failures.Count == 0 && now < _provedUntil)
            {
                return (true, 0);
            }

            if (_failures.Count + _underWay.Count >= (_failures.Count == 0 ? unfailed : limit))
            {
                return (false, _failures.Count);
            }

            _underWay.Add(now);
            KeepUntil(now + patience);
            return (true, _failures.Count);
        }
    }

    /// <summary>Ends a logon that said nothing about the password.</summary>
    /// <param name="begun">The timestamp it was begun at.</param>
    public void End(long begun)
    {
        lock (Gate)
        {
            _underWay.Remove(begun);
        }
    }

    /// <summary>Ends a logon that failed.</summary>
    /// <returns>How many have failed within the window; no more are counted than <paramref name="limit"/>.</returns>
    public int Fail(long begun, int limit, long now, long window)
    {
        lock (Gate)
        {
            _underWay.Remove(begun);
            Forget(_failures, now - window);
            if (_failures.Count < limit)
            {
                _failures.Add(now);
            }

            KeepUntil(now + window);
            return _failures.Count;
        }
    }

    /// <summary>Ends a logon that succeeded.</summary>
    /// <param name="begun">The timestamp it was begun at.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="window">How long it counts.</param>
    /// <param name="forgives">Whether failures are forgotten: those of a device that is counted by itself.</param>
    public void Succeed(long begun, long now, long window, bool forgives)
    {
        lock (Gate)
        {
            _underWay.Remove(begun);
            _provedUntil = now + window;
            KeepUntil(_provedUntil);
            if (forgives)
            {
                _failures.Clear();
            }
        }
    }

    /// <summary>Forgets all failures: they have led to a lock.</summary>
    public void Clear()
    {
        lock (Gate)
        {
            _failures.Clear();
        }
    }

    // In the order in which they came.
    private static void Forget(List<long> moments, long before)
    {
        var old = 0;
        while (old < moments.Count && moments[old] <= before)
        {
            old++;
        }

        moments.RemoveRange(0, old);
    }
}
