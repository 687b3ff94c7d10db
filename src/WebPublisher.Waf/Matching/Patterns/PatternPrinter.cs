using System.Globalization;
using System.Text;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>
/// Writes a tree in the syntax of the class library's regular expressions, for <see cref="System.Text.RegularExpressions.RegexOptions.Singleline"/> and no other option.
/// </summary>
internal sealed class PatternPrinter
{
    private readonly StringBuilder _text = new();

    private PatternPrinter()
    {
    }

    /// <summary>Writes a tree.</summary>
    public static string Print(PatternNode tree)
    {
        var printer = new PatternPrinter();
        printer.Write(tree);
        return printer._text.ToString();
    }

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case SetNode set:
                Write(set.Set);
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    WriteItem(item, isGroup: item is AlternationNode);
                }

                break;
            case AlternationNode alternation:
                for (var i = 0; i < alternation.Branches.Count; i++)
                {
                    _text.Append(i == 0 ? string.Empty : "|");
                    WriteItem(alternation.Branches[i], isGroup: alternation.Branches[i] is AlternationNode);
                }

                break;
            case RepetitionNode repetition:
                WriteItem(repetition.Item, isGroup: repetition.Item is not (SetNode or CaptureNode or AtomicNode));
                WriteQuantifier(repetition);
                break;
            case CaptureNode capture:
                WriteGroup("(", capture.Item);
                break;
            case AtomicNode atomic:
                WriteGroup("(?>", atomic.Item);
                break;
            case LookaroundNode lookaround:
                WriteGroup($"(?{(lookaround.IsBehind ? "<" : string.Empty)}{(lookaround.IsNegative ? "!" : "=")}", lookaround.Item);
                break;
            case BackreferenceNode reference:
                _text.Append(CultureInfo.InvariantCulture, $"(?{(reference.IgnoresCase ? "i" : string.Empty)}:\\{reference.Number})");
                break;
            case AnchorNode anchor:
                _text.Append(Anchor(anchor.Kind));
                break;
        }
    }

    private void WriteItem(PatternNode item, bool isGroup)
    {
        if (isGroup)
        {
            WriteGroup("(?:", item);
        }
        else
        {
            Write(item);
        }
    }

    private void WriteGroup(string open, PatternNode item)
    {
        _text.Append(open);
        Write(item);
        _text.Append(')');
    }

    private void WriteQuantifier(RepetitionNode repetition)
    {
        _text.Append((repetition.Minimum, repetition.Maximum) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (var minimum, null) => string.Create(CultureInfo.InvariantCulture, $"{{{minimum},}}"),
            var (minimum, maximum) => string.Create(CultureInfo.InvariantCulture, $"{{{minimum},{maximum}}}"),
        });
        _text.Append(repetition.IsLazy ? "?" : string.Empty);
    }

    private static string Anchor(AnchorKind kind) => kind switch
    {
        AnchorKind.Start => "\\A",
        AnchorKind.End => "\\z",
        AnchorKind.EndOrLastLineFeed => "\\Z",

        // Not behind a line feed that ends the text, as in PCRE.
        AnchorKind.LineStart => "(?:\\A|(?<=\\n)(?!\\z))",
        AnchorKind.LineEnd => "(?m:$)",
        AnchorKind.WordBoundary => "\\b",
        _ => "\\B",
    };

    private void Write(ByteSet set)
    {
        if (set == ByteSet.All)
        {
            _text.Append('.');
        }
        else if (set.IsEmpty)
        {
            _text.Append("[^\\s\\S]");
        }
        else if (set.Count == 1)
        {
            Write(set.Values().First());
        }
        else
        {
            // Characters that stand for no byte are in a negated class, too; texts have none of them.
            var isNegated = set.Count > 128;
            _text.Append(isNegated ? "[^" : "[");
            WriteRanges(isNegated ? ~set : set);
            _text.Append(']');
        }
    }

    private void WriteRanges(ByteSet set)
    {
        for (var value = 0; value < 256; value++)
        {
            if (!set.Contains(value))
            {
                continue;
            }

            // 0x7f and 0x80 are neighbours as bytes but not as characters.
            var last = value;
            while (last < 255 && last != 0x7F && set.Contains(last + 1))
            {
                last++;
            }

            Write((byte)value);
            if (last > value)
            {
                _text.Append(last > value + 1 ? "-" : string.Empty);
                Write((byte)last);
            }

            value = last;
        }
    }

    private void Write(byte value)
    {
        var character = ByteText.FromByte(value);
        if (char.IsAsciiLetterOrDigit(character))
        {
            _text.Append(character);
        }
        else
        {
            _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
        }
    }
}
