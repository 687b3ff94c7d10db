namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>
/// Literals of which one is there, in lower case, with an estimate of how often one of them is met in ordinary text. A set with the empty literal says nothing.
/// </summary>
internal sealed class LiteralSet
{
    /// <summary>More literals than these are not worth their place among those looked for.</summary>
    public const int MostLiterals = 4096;

    /// <summary>Longer literals are cut: what more they have distinguishes little.</summary>
    public const int LongestLiteral = 12;

    public static readonly LiteralSet Nothing = new([string.Empty]);

    // A literal may be here twice where two ways of putting pieces together give the same; only unions, which grow, leave out what they have.
    private readonly string[] _literals;
    private double _cost = double.NaN;

    private LiteralSet(string[] literals)
    {
        _literals = literals;
        IsLong = Array.Exists(literals, literal => literal.Length > LongestLiteral);
    }

    /// <summary>How often per character one of them is expected, and a little for each of them.</summary>
    public double Cost => double.IsNaN(_cost) ? _cost = _literals.Sum(LetterFrequency.Of) + (_literals.Length * 2e-7) : _cost;

    /// <summary>How many there are.</summary>
    public int Count => _literals.Length;

    /// <summary>Whether a literal has become longer than is of use.</summary>
    public bool IsLong { get; }

    /// <summary>One of any of several sets; null if that makes more than <see cref="MostLiterals"/>.</summary>
    public static LiteralSet? Union(IReadOnlyList<LiteralSet> sets)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (all.Count + set.Count > MostLiterals)
            {
                return null;
            }

            foreach (var literal in set._literals)
            {
                all.Add(literal);
            }
        }

        return new LiteralSet([.. all]);
    }

    /// <summary>The case-folded members of a set of bytes; null if they are too many to tell apart.</summary>
    public static LiteralSet? OfBytes(ByteSet set, int most)
    {
        if (set.IsEmpty || set.Count > most * 2)
        {
            return null;
        }

        var folded = set.Values().Select(value => char.ToLowerInvariant(Text.ByteText.FromByte(value))).Distinct().ToArray();
        return folded.Length <= most ? new LiteralSet(Array.ConvertAll(folded, character => character.ToString())) : null;
    }

    /// <summary>One of these and then one of the others; null if that makes too many.</summary>
    public LiteralSet? Then(LiteralSet other, int most)
    {
        if (ReferenceEquals(this, Nothing) || ReferenceEquals(other, Nothing))
        {
            return ReferenceEquals(this, Nothing) ? other : this;
        }

        if ((long)Count * other.Count > most)
        {
            return null;
        }

        var joined = new string[Count * other.Count];
        var next = 0;
        foreach (var first in _literals)
        {
            foreach (var second in other._literals)
            {
                joined[next++] = first + second;
            }
        }

        return new LiteralSet(joined);
    }

    /// <summary>Their last characters.</summary>
    public LiteralSet Ends() => IsLong ? new(Array.ConvertAll(_literals, literal => literal.Length <= LongestLiteral ? literal : literal[^LongestLiteral..])) : this;

    /// <summary>Their first characters.</summary>
    public LiteralSet Beginnings() => IsLong ? new(Array.ConvertAll(_literals, literal => literal.Length <= LongestLiteral ? literal : literal[..LongestLiteral])) : this;

    /// <summary>The literals without those that contain another one of them, each once, in order.</summary>
    public IReadOnlyList<string> Essential()
    {
        var all = new HashSet<string>(_literals, StringComparer.Ordinal);
        var shortest = all.Min(literal => literal.Length);
        var lookup = all.GetAlternateLookup<ReadOnlySpan<char>>();
        return [.. all.Where(literal => !ContainsShorter(literal, shortest, lookup)).Order(StringComparer.Ordinal)];
    }

    private static bool ContainsShorter(string literal, int shortest, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> all)
    {
        for (var start = 0; start < literal.Length; start++)
        {
            for (var length = shortest; length < literal.Length && start + length <= literal.Length; length++)
            {
                if (all.Contains(literal.AsSpan(start, length)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
