namespace WebPublisher.Policy.Filtering;

/// <summary>A search for the signatures of a set through bytes that come in pieces; what lies across pieces is found as well. It keeps two numbers and none of the bytes.</summary>
/// <param name="set">The signatures.</param>
public struct SignatureScan(SignatureSet set)
{
    private int _texts = SignatureAutomaton.Beginning;
    private int _exact = SignatureAutomaton.Beginning;

    /// <summary>How many bytes it has been given.</summary>
    public long Position { get; private set; }

    /// <summary>Whether nothing can be found any more, since every signature has a range that is behind.</summary>
    public readonly bool IsOver => Position >= set.End;

    /// <summary>Looks through the next piece.</summary>
    /// <returns>The first signature found, or null.</returns>
    public Signature? Find(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > set.End - Position)
        {
            piece = piece[..(int)Math.Max(0, set.End - Position)];
        }

        var found = set.Texts?.Scan(piece, Position, ref _texts) ?? set.Exact?.Scan(piece, Position, ref _exact);
        Position += piece.Length;
        return found;
    }
}
