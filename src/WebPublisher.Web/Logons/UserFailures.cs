namespace WebPublisher.Web.Logons;

/// <summary>How often logons of a user have failed lately, from everywhere.</summary>
internal sealed class UserFailures : CountedEntry
{
    private long _begunAt;
    private int _count;

    /// <summary>Notes failures.</summary>
    /// <param name="now">The timestamp of the first of them.</param>
    /// <param name="window">How long failures count, in timestamps.</param>
    /// <param name="count">How many.</param>
    public void Note(long now, long window, int count = 1)
    {
        lock (Gate)
        {
            if (now - _begunAt > window)
            {
                (_begunAt, _count) = (now, 0);
            }

            _count = Math.Min(_count + count, int.MaxValue / 2);
            KeepUntil(_begunAt + window);
        }
    }

    /// <summary>How many there were within the window.</summary>
    public int CountAt(long now, long window)
    {
        lock (Gate)
        {
            return now - _begunAt > window ? 0 : _count;
        }
    }
}
