namespace WebPublisher.Administration;

/// <summary>How many do something at a time; further ones are sent away.</summary>
/// <param name="maximum">How many may.</param>
internal sealed class ParallelLimit(int maximum)
{
    private int _inside;

    /// <summary>Takes a place, which is given back by disposing of it; null when there is none.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= maximum)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _inside);
        return null;
    }

    private sealed class Place(ParallelLimit limit) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref limit._inside);
    }
}
