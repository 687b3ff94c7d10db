using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>replaceComments</c>: every C comment becomes one space, also one that is never closed; a closing without an opening stays.</summary>
internal sealed class CommentReplacement : Transformation
{
    public override string Name => "replaceComments";

    public override CharacterKinds Touches => CharacterKinds.Comment;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var opening = source.IndexOf("/*");
        if (opening < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        for (; opening >= 0; opening = source.IndexOf("/*"))
        {
            source[..opening].CopyTo(result[written..]);
            written += opening;
            result[written++] = ' ';
            source = source[(opening + 2)..];
            var closing = source.IndexOf("*/");
            source = closing < 0 ? [] : source[(closing + 2)..];
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }
}
