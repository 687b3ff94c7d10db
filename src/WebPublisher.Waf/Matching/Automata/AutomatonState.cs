namespace WebPublisher.Waf.Matching.Automata;

/// <summary>Where a pattern may be in after some text, beside a new beginning, and what of the text before still matters.</summary>
/// <param name="Places">Ascending.</param>
/// <param name="Before">What stands before.</param>
internal sealed record AutomatonState(int[] Places, TextBefore Before)
{
    /// <inheritdoc/>
    public bool Equals(AutomatonState? other) => other is not null && Before == other.Before && Places.AsSpan().SequenceEqual(other.Places);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Before);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Places.AsSpan()));
        return hash.ToHashCode();
    }
}
