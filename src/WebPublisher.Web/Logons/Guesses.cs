namespace WebPublisher.Web.Logons;

/// <summary>The failed logons of a user in a network, or of a known device, and those that are not answered yet.</summary>
internal sealed class Guesses : CountedEntry
{
    // As many as a policy may allow; nothing hangs on more.
    private const int MaximumFailures = 100;

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

    /// <summary>Adds failures that another node has seen.</summary>
    /// <param name="count">How many.</param>
    /// <param name="at">The timestamp of the first of them, by which all are forgotten.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="window">How long a failure counts, in timestamps.</param>
    public void Add(int count, long at, long now, long window)
    {
        lock (Gate)
        {
            Forget(_failures, now - window);
            var place = _failures.FindLastIndex(failure => failure <= at) + 1;
            _failures.InsertRange(place, Enumerable.Repeat(at, Math.Max(0, Math.Min(count, MaximumFailures - _failures.Count))));
            KeepUntil(at + window);
        }
    }

    /// <summary>Ends a logon that succeeded.</summary>
    /// <param name="begun">The timestamp it was begun at.</param>
    /// <param name="now">The present timestamp.</param>
    /// <param name="window">How long it counts.</param>
    /// <param name="forgives">Whether failures are forgotten: those of a device that is counted by itself.</param>
    /// <returns>Whether there were any to forget.</returns>
    public bool Succeed(long begun, long now, long window, bool forgives)
    {
        lock (Gate)
        {
            _underWay.Remove(begun);
            _provedUntil = now + window;
            KeepUntil(_provedUntil);
            if (!forgives || _failures.Count == 0)
            {
                return false;
            }

            _failures.Clear();
            return true;
        }
    }

    /// <summary>Forgets all failures: they have led to a lock, or another node has forgiven them.</summary>
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
