using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>cmdLine</c>: what a shell does not see is taken out of a command. Quotes, backslashes and carets vanish; white space, commas and semicolons become one space, which
/// vanishes before a slash or an opening parenthesis; letters become small. Nothing after a null byte is looked at.
/// </summary>
internal sealed class CommandLine : Transformation
{
    private static readonly SearchValues<char> s_touched = SearchValues.Create("\0\"'\\^,;\t\r\nABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<string> s_touchedSpaces = SearchValues.Create(["  ", " /", " ("], StringComparison.Ordinal);

    public override string Name => "cmdLine";

    public override CharacterKinds Touches => CharacterKinds.Null | CharacterKinds.Backslash | CharacterKinds.Shell | CharacterKinds.WhiteSpace | CharacterKinds.Capital;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IndexOfAny(s_touched) < 0 && source.IndexOfAny(s_touchedSpaces) < 0)
        {
            return input;
        }

        var end = source.IndexOf('\0');
        source = end < 0 ? source : source[..end];
        var result = arena.Reserve(source.Length);
        var written = 0;
        var isAfterSpace = false;
        foreach (var character in source)
        {
            switch (character)
            {
                case '"' or '\'' or '\\' or '^':
                    break;
                case ' ' or ',' or ';' or '\t' or '\r' or '\n':
                    if (!isAfterSpace)
                    {
                        result[written++] = ' ';
                        isAfterSpace = true;
                    }

                    break;
                case '/' or '(':
                    written -= isAfterSpace ? 1 : 0;
                    result[written++] = character;
                    isAfterSpace = false;
                    break;
                default:
                    result[written++] = char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;
                    isAfterSpace = false;
                    break;
            }
        }

        return arena.Commit(written);
    }
}
