using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>removeCommentsChar</c>: the marks that open or close comments vanish, what is between them stays.</summary>
internal sealed class CommentMarkRemoval : Transformation
{
    private static readonly SearchValues<string> s_marks = SearchValues.Create(["/*", "*/", "<!--", "--", "#"], StringComparison.Ordinal);

    public override string Name => "removeCommentsChar";

    public override CharacterKinds Touches => CharacterKinds.Comment;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var run = source.IndexOfAny(s_marks);
        if (run < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        for (; run >= 0; run = source.IndexOfAny(s_marks))
        {
            source[..run].CopyTo(result[written..]);
            written += run;
            source = source[run..];
            source = source[MarkLength(source)..];
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }

    private static int MarkLength(ReadOnlySpan<char> mark) => mark[0] switch
    {
        '#' => 1,
        '<' => 4,
        '-' when mark.Length > 2 && mark[2] == '>' => 3,
        _ => 2,
    };
}
