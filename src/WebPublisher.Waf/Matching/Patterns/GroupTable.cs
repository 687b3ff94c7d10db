namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>The groups of a pattern that capture, by number and name, and what refers to them.</summary>
internal sealed class GroupTable
{
    private const int HighestNumber = 99999;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<(int Position, int Number)> _references = [];

    /// <summary>How many have begun so far.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a group.</summary>
    /// <returns>Its number.</returns>
    public int Add() => ++Count;

    /// <summary>Names the group that begins next.</summary>
    public void NameNext(string name, int position)
    {
        if (!_names.TryAdd(name, Count + 1))
        {
            throw new PatternException(position, $"two groups have the name '{name}'");
        }
    }

    /// <summary>Whether every group that is referred to is there; a reference may stand before its group.</summary>
    public void CheckReferences()
    {
        foreach (var (position, number) in _references)
        {
            if (number > Count)
            {
                throw new PatternException(position, $"there is no group {number}");
            }
        }
    }

    /// <summary><c>\1</c>; numbers from 10 on that no group to the left has are octal, and null.</summary>
    public BackreferenceNode? TryNumberedReference(PatternReader reader, int start, bool ignoresCase)
    {
        var position = reader.Position;
        var isOctal = reader.Peek() is not ('8' or '9');
        var number = reader.TakeNumber(HighestNumber);
        if (number < 10 || number <= Count || !isOctal)
        {
            return ByNumber(number, start, ignoresCase);
        }

        reader.Position = position;
        return null;
    }

    /// <summary><c>\g1</c>, <c>\g{-1}</c>, <c>\g{name}</c>, <c>\k{name}</c>, <c>\k'name'</c>.</summary>
    public BackreferenceNode NamedReference(PatternReader reader, int start, bool ignoresCase)
    {
        var isNumbered = reader.Take() == 'g';
        if (isNumbered && reader.Peek() is '<' or '\'')
        {
            throw reader.Error("calls of groups as subroutines are not supported", start);
        }

        if (isNumbered && reader.Peek() is '-' or (>= '0' and <= '9'))
        {
            return ByNumber(RelativeNumber(reader), start, ignoresCase);
        }

        var open = reader.Take();
        var close = open switch { '{' => '}', '<' => '>', '\'' => '\'', _ => throw reader.Error("the name of a group was expected", start) };
        if (isNumbered && reader.Peek() is '-' or (>= '0' and <= '9'))
        {
            var number = RelativeNumber(reader);
            return reader.Take() == close ? ByNumber(number, start, ignoresCase) : throw reader.Error("a closing brace was expected");
        }

        return ByName(reader.TakeName(close), start, ignoresCase);
    }

    /// <summary>Refers to a group by its name.</summary>
    public BackreferenceNode ByName(string name, int start, bool ignoresCase) =>
        ByNumber(_names.TryGetValue(name, out var number) ? number : throw new PatternException(start, $"no group to the left has the name '{name}'"), start, ignoresCase);

    private BackreferenceNode ByNumber(int number, int start, bool ignoresCase)
    {
        if (number < 1)
        {
            throw new PatternException(start, "the number of a group was expected");
        }

        _references.Add((start, number));
        return new BackreferenceNode(number, ignoresCase);
    }

    private int RelativeNumber(PatternReader reader)
    {
        var isRelative = reader.TryTake("-");
        var number = reader.TakeNumber(HighestNumber);
        return isRelative ? Count + 1 - number : number;
    }
}
