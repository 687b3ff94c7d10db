namespace WebPublisher.Web.Bridging;

/// <summary>Counts the connections to front ends that belong to clients' connections, all farms together.</summary>
internal sealed class PinnedConnectionLimit
{
    /// <summary>As many as there are client connections at most; a client whose requests go to several farms may have one to each.</summary>
    public const int Maximum = 16 * 1024;

    private int _count;

    /// <summary>Whether there are too many for another.</summary>
    public bool IsReached => Volatile.Read(ref _count) >= Maximum;

    /// <summary>Counts one more.</summary>
    /// <returns>False when there are too many already.</returns>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _count) <= Maximum)
        {
            return true;
        }

        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>Counts one less.</summary>
    public void Release() => Interlocked.Decrement(ref _count);
}
