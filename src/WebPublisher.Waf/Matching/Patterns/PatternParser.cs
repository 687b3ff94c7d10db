namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Reads the syntax of PCRE, without UTF, into a tree. What PCRE knows and this does not is an error with its place: no pattern is understood in part.</summary>
internal sealed class PatternParser(byte[] pattern)
{
    /// <summary>How deep parentheses nest; PCRE's own limit.</summary>
    private const int DeepestNesting = 250;

    private readonly PatternReader _reader = new(pattern);
    private readonly GroupTable _groups = new();
    private PatternOptions _options;
    private int _depth;

    private bool IgnoresCase => _options.HasFlag(PatternOptions.IgnoreCase);

    /// <summary>How many groups capture.</summary>
    public int GroupCount => _groups.Count;

    /// <summary>Reads the whole pattern.</summary>
    /// <exception cref="PatternException">It is not understood.</exception>
    public PatternNode Parse(PatternOptions options)
    {
        _options = options;
        if (_reader.IsNext("(*"))
        {
            throw _reader.Error("verbs such as (*UTF) are not supported");
        }

        var tree = Alternation();
        if (!_reader.IsAtEnd)
        {
            throw _reader.Error("a closing parenthesis has no opening one");
        }

        _groups.CheckReferences();
        return tree;
    }

    private PatternNode Alternation()
    {
        var branches = new List<PatternNode>();
        do
        {
            branches.Add(Sequence());
        }
        while (_reader.TryTake("|"));

        if (branches.Count == 1)
        {
            return branches[0];
        }

        return branches.TrueForAll(branch => branch is SetNode)
            ? new SetNode(branches.Aggregate(ByteSet.None, (set, branch) => set | ((SetNode)branch).Set))
            : new AlternationNode(branches);
    }

    private PatternNode Sequence()
    {
        var items = new List<PatternNode>();
        while (true)
        {
            SkipExtended();
            if (_reader.Peek() is -1 or '|' or ')')
            {
                return items.Count == 1 ? items[0] : new SequenceNode(items);
            }

            if (_reader.TryTake("\\Q"))
            {
                Quoted(items);
            }
            else if (!_reader.TryTake("\\E") && Atom() is { } atom)
            {
                items.Add(Quantified(atom));
            }
        }
    }

    private void Quoted(List<PatternNode> items)
    {
        while (!_reader.IsAtEnd && !_reader.TryTake("\\E"))
        {
            var character = Character((byte)_reader.Take());
            if (_reader.TryTake("\\E"))
            {
                items.Add(Quantified(character));
                return;
            }

            items.Add(character);
        }
    }

    /// <summary>One thing that a quantifier may follow; null for options and comments.</summary>
    private PatternNode? Atom()
    {
        var start = _reader.Position;
        switch (_reader.Take())
        {
            case '(':
                return Group(start);
            case '[':
                return new SetNode(ClassParser.Parse(_reader, _options));
            case '.':
                return new SetNode(_options.HasFlag(PatternOptions.DotAll) ? ByteSet.All : ~ByteSet.NewLine);
            case '^':
                return new AnchorNode(_options.HasFlag(PatternOptions.MultiLine) ? AnchorKind.LineStart : AnchorKind.Start);
            case '$':
                return new AnchorNode(_options.HasFlag(PatternOptions.MultiLine) ? AnchorKind.LineEnd
                    : _options.HasFlag(PatternOptions.DollarEndOnly) ? AnchorKind.End : AnchorKind.EndOrLastLineFeed);
            case '\\':
                return Escape(start);
            case '*' or '+' or '?':
                throw _reader.Error("a quantifier has nothing to repeat", start);
            case '{' when QuantifierParser.IsNumbers(_reader, -1):
                throw _reader.Error("a quantifier has nothing to repeat", start);
            case var literal:
                return Character((byte)literal);
        }
    }

    private SetNode Character(byte value)
    {
        var set = ByteSet.Of(value);
        return new SetNode(IgnoresCase ? set.IgnoringCase() : set);
    }

    private PatternNode Escape(int start)
    {
        if (EscapeParser.TryKind(_reader) is { } kind)
        {
            return new SetNode(kind);
        }

        switch (_reader.Peek())
        {
            case 'b':
                return Anchor(AnchorKind.WordBoundary);
            case 'B':
                return Anchor(AnchorKind.NoWordBoundary);
            case 'A':
                return Anchor(AnchorKind.Start);
            case 'z':
                return Anchor(AnchorKind.End);
            case 'Z':
                return Anchor(AnchorKind.EndOrLastLineFeed);
            case 'N' when _reader.Peek(1) != '{':
                _reader.Position++;
                return new SetNode(~ByteSet.NewLine);
            case 'R':
                _reader.Position++;
                return new AtomicNode(new AlternationNode([new SequenceNode([new SetNode(ByteSet.Of('\r')), new SetNode(ByteSet.NewLine)]), new SetNode(ByteSet.VerticalSpace)]));
            case 'G' or 'K' or 'X' or 'C' or 'p' or 'P':
                throw _reader.Error($"\\{(char)_reader.Peek()} is not supported", start);
            case 'g' or 'k':
                return _groups.NamedReference(_reader, start, IgnoresCase);
            case >= '1' and <= '9' when _groups.TryNumberedReference(_reader, start, IgnoresCase) is { } reference:
                return reference;
            default:
                return Character(EscapeParser.Byte(_reader, isInClass: false));
        }
    }

    private AnchorNode Anchor(AnchorKind kind)
    {
        _reader.Position++;
        return new AnchorNode(kind);
    }

    private PatternNode? Group(int start)
    {
        if (_reader.Peek() == '*')
        {
            throw _reader.Error("verbs such as (*SKIP) are not supported", start);
        }

        if (!_reader.TryTake("?"))
        {
            return Inside(start, item => item, captures: true);
        }

        switch (_reader.Take())
        {
            case ':':
                return Inside(start, item => item);
            case '>':
                return Inside(start, item => new AtomicNode(item));
            case '=':
                return Inside(start, item => new LookaroundNode(item, IsBehind: false, IsNegative: false));
            case '!':
                return Inside(start, item => new LookaroundNode(item, IsBehind: false, IsNegative: true));
            case '<' when _reader.TryTake("="):
                return Inside(start, item => new LookaroundNode(item, IsBehind: true, IsNegative: false));
            case '<' when _reader.TryTake("!"):
                return Inside(start, item => new LookaroundNode(item, IsBehind: true, IsNegative: true));
            case '<':
                return NamedGroup(start, '>');
            case '\'':
                return NamedGroup(start, '\'');
            case 'P' when _reader.TryTake("<"):
                return NamedGroup(start, '>');
            case 'P' when _reader.TryTake("="):
                return _groups.ByName(_reader.TakeName(')'), start, IgnoresCase);
            case '#':
                while (_reader.Take() is var next && next != ')')
                {
                    if (next < 0)
                    {
                        throw _reader.Error("the comment that begins here does not end", start);
                    }
                }

                return null;
            case 'i' or 'm' or 's' or 'x' or 'U' or '-' or '^' or 'n' or ')':
                _reader.Position--;
                return Options(start);
            default:
                throw _reader.Error("this kind of group is not supported: conditions, recursion, branch reset and callouts are not", start);
        }
    }

    private PatternNode NamedGroup(int start, char close)
    {
        var name = _reader.TakeName(close);
        _groups.NameNext(name, start);
        return Inside(start, item => item, captures: true);
    }

    /// <summary><c>(?i)</c>, which holds to the end of the group around it, or <c>(?i:...)</c>.</summary>
    private PatternNode? Options(int start)
    {
        var options = _options;
        var isOff = false;
        if (_reader.TryTake("^"))
        {
            options &= PatternOptions.DollarEndOnly | PatternOptions.Ungreedy;
        }

        while (true)
        {
            PatternOptions changed;
            switch (_reader.Take())
            {
                case ')':
                    _options = options;
                    return null;
                case ':':
                    return Inside(start, item => item, options: options);
                case '-' when !isOff:
                    isOff = true;
                    continue;
                case 'i':
                    changed = PatternOptions.IgnoreCase;
                    break;
                case 'm':
                    changed = PatternOptions.MultiLine;
                    break;
                case 's':
                    changed = PatternOptions.DotAll;
                    break;
                case 'x':
                    changed = PatternOptions.Extended | (_reader.TryTake("x") || isOff ? PatternOptions.ExtendedMore : PatternOptions.None);
                    break;
                case 'U':
                    changed = PatternOptions.Ungreedy;
                    break;
                default:
                    throw _reader.Error("an option was expected: i, m, s, x or U", _reader.Position - 1);
            }

            options = isOff ? options & ~changed : options | changed;
        }
    }

    /// <summary>Reads what stands in a group, to its closing parenthesis; options that change within end with it.</summary>
    private PatternNode Inside(int start, Func<PatternNode, PatternNode> wrap, bool captures = false, PatternOptions? options = null)
    {
        if (++_depth > DeepestNesting)
        {
            throw _reader.Error($"parentheses nest deeper than {DeepestNesting}", start);
        }

        var number = captures ? _groups.Add() : 0;
        var outer = _options;
        _options = options ?? _options;
        var item = Alternation();
        _options = outer;
        _depth--;
        if (!_reader.TryTake(")"))
        {
            throw _reader.Error("the group that begins here does not end", start);
        }

        return wrap(captures ? new CaptureNode(item, number) : item);
    }

    private PatternNode Quantified(PatternNode atom)
    {
        while (true)
        {
            SkipExtended();
            var start = _reader.Position;
            if (!QuantifierParser.TryTake(_reader, out var minimum, out var maximum))
            {
                return atom;
            }

            if (maximum < minimum)
            {
                throw _reader.Error("the numbers of the quantifier are in the wrong order", start);
            }

            if (_reader.TryTake("+"))
            {
                atom = new AtomicNode(new RepetitionNode(atom, minimum, maximum, IsLazy: false));
            }
            else
            {
                atom = new RepetitionNode(atom, minimum, maximum, _reader.TryTake("?") != _options.HasFlag(PatternOptions.Ungreedy));
            }

            // PCRE refuses a quantifier behind a quantifier only where it cannot be read as one: a{2}{3} is six.
            if (_reader.Peek() is '*' or '+' or '?')
            {
                throw _reader.Error("a quantifier has nothing to repeat");
            }
        }
    }

    private void SkipExtended()
    {
        while (_options.HasFlag(PatternOptions.Extended))
        {
            if (_reader.Peek() is ' ' or (>= '\t' and <= '\r'))
            {
                _reader.Position++;
            }
            else if (_reader.Peek() == '#')
            {
                while (_reader.Take() is not (-1 or '\n'))
                {
                }
            }
            else
            {
                return;
            }
        }
    }
}
