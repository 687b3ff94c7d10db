using System.Collections.Immutable;
using System.Text;

namespace WebPublisher.Policy.Directories;

/// <summary>Reads a filter from its text (RFC 4515 section 3).</summary>
/// <remarks>Blanks between filters are passed over, as directory tools do. The places of the address are found before escapes are resolved, so that one can be written as itself.</remarks>
public sealed class DirectoryFilterParser
{
    private readonly string _text;
    private int _at;
    private string? _problem;

    private DirectoryFilterParser(string text) => _text = text;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A filter.</param>
    /// <param name="filter">The filter; null when there is a problem.</param>
    /// <returns>What is wrong and where, or null.</returns>
    public static string? Parse(string text, out DirectoryFilter? filter)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new DirectoryFilterParser(text);
        filter = parser.Filter(0);
        if (filter is not null)
        {
            parser.SkipBlanks();
            if (parser._at < text.Length)
            {
                filter = parser.Fail("the filter ends here and something follows");
            }
        }

        return parser._problem;
    }

    private DirectoryFilter? Filter(int depth)
    {
        SkipBlanks();
        if (depth > DirectoryFilter.MaximumDepth)
        {
            return Fail($"filters stand within filters more than {DirectoryFilter.MaximumDepth} deep");
        }

        if (Peek() != '(')
        {
            return Fail("expected '('");
        }

        var start = _at++;
        var filter = Peek() switch
        {
            '&' => Join(DirectoryFilterKind.And, depth),
            '|' => Join(DirectoryFilterKind.Or, depth),
            '!' => Join(DirectoryFilterKind.Not, depth),
            _ => Item(),
        };
        if (filter is null)
        {
            return null;
        }

        if (Peek() != ')')
        {
            return Fail("expected ')'");
        }

        _at++;
        return filter with { Text = _text[start.._at] };
    }

    private DirectoryFilter? Join(DirectoryFilterKind kind, int depth)
    {
        _at++;
        var parts = ImmutableArray.CreateBuilder<DirectoryFilter>();
        for (SkipBlanks(); Peek() == '('; SkipBlanks())
        {
            if (Filter(depth + 1) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.Count == 0 ? Fail("expected '(' and a filter")
            : kind == DirectoryFilterKind.Not && parts.Count > 1 ? Fail("'!' stands before one filter")
            : new DirectoryFilter { Text = "", Kind = kind, Parts = parts.ToImmutable() };
    }

    private DirectoryFilter? Item()
    {
        var end = _text.IndexOf('=', _at);
        if (end < 0)
        {
            return Fail("expected an attribute, '=' and a value");
        }

        var left = _text[_at..end];
        var kind = left.Length == 0 ? DirectoryFilterKind.Equal : left[^1] switch
        {
            '>' => DirectoryFilterKind.GreaterOrEqual,
            '<' => DirectoryFilterKind.LessOrEqual,
            '~' => DirectoryFilterKind.Approximate,
            ':' => DirectoryFilterKind.Extensible,
            _ => DirectoryFilterKind.Equal,
        };
        var filter = new DirectoryFilter { Text = "", Kind = kind };
        var name = kind == DirectoryFilterKind.Equal ? left : left[..^1];
        if (kind == DirectoryFilterKind.Extensible)
        {
            (name, filter) = Extensible(name, filter);
        }

        if (!IsName(name) && !(kind == DirectoryFilterKind.Extensible && name.Length == 0 && filter.MatchingRule.Length > 0))
        {
            return Fail($"'{name}' is not the name of an attribute");
        }

        _at = end + 1;
        return Value(filter with { Attribute = name });
    }

    /// <summary>Takes <c>attribute:dn:rule</c> apart.</summary>
    private static (string Name, DirectoryFilter Filter) Extensible(string text, DirectoryFilter filter)
    {
        var parts = text.Split(':');
        var withName = parts.Length > 1 && parts[1].Equals("dn", StringComparison.OrdinalIgnoreCase);
        var rule = string.Join(':', parts[(withName ? 2 : 1)..]);
        return rule.Length == 0 || IsName(rule) ? (parts[0], filter with { MatchingRule = rule, WithEntryName = withName }) : (text, filter);
    }

    private DirectoryFilter? Value(DirectoryFilter filter)
    {
        var pieces = ImmutableArray.CreateBuilder<DirectoryValue>();
        var octets = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        var piece = ImmutableArray.CreateBuilder<byte>();
        for (; Peek() is not ('\0' or '(' or ')'); _at++)
        {
            if (_text.AsSpan(_at).StartsWith(DirectoryFilter.Placeholder, StringComparison.Ordinal))
            {
                octets.Add(piece.DrainToImmutable());
                _at += DirectoryFilter.Placeholder.Length - 1;
            }
            else if (_text[_at] == '*')
            {
                octets.Add(piece.DrainToImmutable());
                pieces.Add(new DirectoryValue(octets.DrainToImmutable()));
            }
            else if (_text[_at] != '\\')
            {
                var length = char.IsSurrogatePair(_text, _at) ? 2 : 1;
                piece.AddRange(Encoding.UTF8.GetBytes(_text.Substring(_at, length)));
                _at += length - 1;
            }
            else if (_at + 2 < _text.Length && char.IsAsciiHexDigit(_text[_at + 1]) && char.IsAsciiHexDigit(_text[_at + 2]))
            {
                piece.Add(Convert.ToByte(_text.Substring(_at + 1, 2), 16));
                _at += 2;
            }
            else
            {
                return Fail("a backslash stands before two hexadecimal digits, as in \\2a");
            }
        }

        octets.Add(piece.DrainToImmutable());
        pieces.Add(new DirectoryValue(octets.DrainToImmutable()));
        if (pieces.Count == 1)
        {
            return filter with { Values = pieces.ToImmutable() };
        }

        if (filter.Kind != DirectoryFilterKind.Equal)
        {
            return Fail("'*' stands for anything behind '=' alone; write \\2a for the character itself");
        }

        if (pieces.Skip(1).SkipLast(1).Any(middle => middle.IsEmpty))
        {
            return Fail("two '*' stand side by side");
        }

        return pieces.Count == 2 && pieces.All(end => end.IsEmpty)
            ? filter with { Kind = DirectoryFilterKind.Present }
            : filter with { Kind = DirectoryFilterKind.Substrings, Values = pieces.ToImmutable() };
    }

    // Options behind a semicolon are part of an attribute's description (RFC 4512 section 2.5).
    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';');

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipBlanks()
    {
        while (Peek() == ' ')
        {
            _at++;
        }
    }

    private DirectoryFilter? Fail(string problem)
    {
        _problem ??= $"{problem} (character {_at + 1} of the filter)";
        return null;
    }
}
