namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>
/// Literals of which one is there, in lower case, with an estimate of how often one of them is met in ordinary text. A set with the empty literal says nothing.
/// </summary>
internal sealed class LiteralSet
{
    /// <summary>More literals than these are not worth their place in an automaton.</summary>
    public const int MostLiterals = 4096;

    /// <summary>Longer literals are cut: what more they have distinguishes little.</summary>
    public const int LongestLiteral = 12;

    public static readonly LiteralSet Nothing = new([string.Empty]);

    private readonly HashSet<string> _literals;
    private double _cost = double.NaN;
    private int _longest = -1;

    private LiteralSet(IEnumerable<string> literals)
    {
        _literals = new HashSet<string>(literals, StringComparer.Ordinal);
    }

    /// <summary>How often per character one of them is expected, and a little for each of them.</summary>
    public double Cost => double.IsNaN(_cost) ? _cost = _literals.Sum(LetterFrequency.Of) + (_literals.Count * 2e-7) : _cost;

    /// <summary>How many there are.</summary>
    public int Count => _literals.Count;

    /// <summary>Whether a literal has become longer than is of use.</summary>
    public bool IsLong => (_longest < 0 ? _longest = _literals.Max(literal => literal.Length) : _longest) > LongestLiteral;

    /// <summary>One of any of several sets; null if that makes more than <see cref="MostLiterals"/>.</summary>
    public static LiteralSet? Union(IReadOnlyList<LiteralSet> sets) => sets.Sum(set => set.Count) > MostLiterals ? null : new LiteralSet(sets.SelectMany(set => set._literals));

    /// <summary>The case-folded members of a set of bytes; null if they are too many to tell apart.</summary>
    public static LiteralSet? OfBytes(ByteSet set, int most) =>
        set.Count <= most * 2 && new LiteralSet(set.Values().Select(Fold)) is { } literals && literals.Count <= most && literals.Count > 0 ? literals : null;

    /// <summary>One of these and then one of the others; null if that makes too many.</summary>
    public LiteralSet? Then(LiteralSet other, int most) =>
        (long)Count * other.Count > most ? null : new LiteralSet(_literals.SelectMany(first => other._literals.Select(second => first + second)));

    /// <summary>Their last characters.</summary>
    public LiteralSet Ends() => IsLong ? new(_literals.Select(literal => literal.Length <= LongestLiteral ? literal : literal[^LongestLiteral..])) : this;

    /// <summary>Their first characters.</summary>
    public LiteralSet Beginnings() => IsLong ? new(_literals.Select(literal => literal.Length <= LongestLiteral ? literal : literal[..LongestLiteral])) : this;

    /// <summary>The literals without those that contain another one of them.</summary>
    public IReadOnlyList<string> Essential()
    {
        var all = _literals.GetAlternateLookup<ReadOnlySpan<char>>();
        return [.. _literals.Where(literal => !ContainsShorter(literal, all)).Order(StringComparer.Ordinal)];
    }

    private static bool ContainsShorter(string literal, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> all)
    {
        for (var start = 0; start < literal.Length; start++)
        {
            for (var end = start + 1; end <= literal.Length; end++)
            {
                if (end - start < literal.Length && all.Contains(literal.AsSpan(start, end - start)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Fold(byte value) => char.ToLowerInvariant(Text.ByteText.FromByte(value)).ToString();
}
