namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Reads <c>[...]</c>.</summary>
internal static class ClassParser
{
    private static readonly Dictionary<string, ByteSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = ByteSet.Lower | ByteSet.Upper | ByteSet.Digits,
        ["alpha"] = ByteSet.Lower | ByteSet.Upper,
        ["ascii"] = ByteSet.Range(0, 0x7F),
        ["blank"] = ByteSet.Of(' ') | ByteSet.Of('\t'),
        ["cntrl"] = ByteSet.Range(0, 0x1F) | ByteSet.Of(0x7F),
        ["digit"] = ByteSet.Digits,
        ["graph"] = ByteSet.Range(0x21, 0x7E),
        ["lower"] = ByteSet.Lower,
        ["print"] = ByteSet.Range(0x20, 0x7E),
        ["punct"] = ByteSet.Range(0x21, 0x7E) & ~(ByteSet.Lower | ByteSet.Upper | ByteSet.Digits),
        ["space"] = ByteSet.Space,
        ["upper"] = ByteSet.Upper,
        ["word"] = ByteSet.Word,
        ["xdigit"] = ByteSet.Digits | ByteSet.Range('a', 'f') | ByteSet.Range('A', 'F'),
    };

    /// <summary>Reads a class.</summary>
    /// <param name="reader">Behind the opening bracket.</param>
    /// <param name="options">Whether case is ignored, and blanks in <c>(?xx)</c>.</param>
    public static ByteSet Parse(PatternReader reader, PatternOptions options)
    {
        var start = reader.Position - 1;
        var isNegated = reader.TryTake("^");
        var set = ByteSet.None;
        var isQuoted = false;
        for (var isFirst = true; ; isFirst = false)
        {
            var next = reader.Peek();
            if (next < 0)
            {
                throw reader.Error("the class that begins here does not end", start);
            }

            if (isQuoted && reader.TryTake("\\E"))
            {
                isQuoted = false;
                continue;
            }

            if (!isQuoted && next == ']' && !isFirst)
            {
                reader.Position++;
                break;
            }

            if (!isQuoted && reader.TryTake("\\Q"))
            {
                isQuoted = true;
                continue;
            }

            if (!isQuoted && (reader.TryTake("\\E") || (options.HasFlag(PatternOptions.ExtendedMore) && (reader.TryTake(" ") || reader.TryTake("\t")))))
            {
                continue;
            }

            set |= isQuoted ? ByteSet.Of(reader.Take()) : Member(reader);
        }

        // Case first: [^a] without regard to case is neither a nor A.
        set = options.HasFlag(PatternOptions.IgnoreCase) ? set.IgnoringCase() : set;
        return isNegated ? ~set : set;
    }

    private static ByteSet Member(PatternReader reader)
    {
        var start = reader.Position;
        if (TryPosix(reader) is { } kind || TryEscapedKind(reader, out kind))
        {
            return kind;
        }

        var first = Single(reader);
        if (reader.Peek() != '-' || reader.Peek(1) is ']' or -1)
        {
            return ByteSet.Of(first);
        }

        // A hyphen before a kind of characters ([+-\d]) is itself.
        reader.Position++;
        var hyphen = reader.Position;
        if (TryPosix(reader) is { } || TryEscapedKind(reader, out _))
        {
            reader.Position = hyphen;
            return ByteSet.Of(first) | ByteSet.Of('-');
        }

        var last = Single(reader);
        return first <= last ? ByteSet.Range(first, last) : throw reader.Error("the range in the class is in the wrong order", start);
    }

    private static byte Single(PatternReader reader)
    {
        if (reader.Take() is var next && next == '\\')
        {
            return EscapeParser.Byte(reader, isInClass: true);
        }

        return (byte)next;
    }

    private static bool TryEscapedKind(PatternReader reader, out ByteSet kind)
    {
        kind = default;
        if (!reader.TryTake("\\"))
        {
            return false;
        }

        if (EscapeParser.TryKind(reader) is { } known)
        {
            kind = known;
            return true;
        }

        reader.Position--;
        return false;
    }

    private static ByteSet? TryPosix(PatternReader reader)
    {
        if (!reader.IsNext("[:") && !reader.IsNext("[.") && !reader.IsNext("[="))
        {
            return null;
        }

        // As PCRE finds it: to the same sign and a bracket, with no backslash and no bracket between.
        var sign = reader.Peek(1);
        for (var i = 2; reader.Peek(i) is var next && next is not (-1 or '\\' or ']' or '['); i++)
        {
            if (next == sign && reader.Peek(i + 1) == ']')
            {
                return sign == ':' ? Named(reader, i) : throw reader.Error("[. .] and [= =] are not supported");
            }
        }

        return null;
    }

    private static ByteSet Named(PatternReader reader, int end)
    {
        var name = string.Concat(Enumerable.Range(2, end - 2).Select(i => (char)reader.Peek(i)));
        var isNegated = name.StartsWith('^');
        if (!Posix.TryGetValue(isNegated ? name[1..] : name, out var set))
        {
            throw reader.Error($"there is no POSIX class [:{name}:]");
        }

        reader.Position += end + 2;
        return isNegated ? ~set : set;
    }
}
