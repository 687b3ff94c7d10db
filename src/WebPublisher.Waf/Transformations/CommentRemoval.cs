using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>removeComments</c>: C and HTML comments vanish, whichever closing comes first; <c>--</c> and <c>#</c> end the value. As in mod_security2 the character after a closing
/// is kept whatever it is, a null byte where there is none, and an unclosed comment becomes a space.
/// </summary>
internal sealed class CommentRemoval : Transformation
{
    private static readonly SearchValues<string> s_openings = SearchValues.Create(["/*", "<!--", "--", "#"], StringComparison.Ordinal);
    private static readonly SearchValues<string> s_closings = SearchValues.Create(["*/", "-->"], StringComparison.Ordinal);

    public override string Name => "removeComments";

    public override CharacterKinds Touches => CharacterKinds.Comment;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var opening = source.IndexOfAny(s_openings);
        if (opening < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        for (; opening >= 0; opening = source.IndexOfAny(s_openings))
        {
            source[..opening].CopyTo(result[written..]);
            written += opening;
            if (source[opening] is '-' or '#')
            {
                return arena.Commit(written);
            }

            source = source[(opening + (source[opening] == '/' ? 2 : 4))..];
            var closing = source.IndexOfAny(s_closings);
            if (closing < 0)
            {
                result[written++] = ' ';
                return arena.Commit(written);
            }

            source = source[(closing + (source[closing] == '*' ? 2 : 3))..];
            if (source.IsEmpty)
            {
                result[written++] = '\0';
                return arena.Commit(written);
            }

            result[written++] = source[0];
            source = source[1..];
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }
}
