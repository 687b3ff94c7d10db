using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>compressWhitespace</c>: every run of white space, the no-break space with it, becomes one space.</summary>
internal sealed class WhiteSpaceCompression : Transformation
{
    private static readonly SearchValues<char> s_otherThanSpace = SearchValues.Create("\t\n\v\f\r" + WhiteSpace.NoBreakSpace);

    public override string Name => "compressWhitespace";

    public override CharacterKinds Touches => CharacterKinds.WhiteSpace;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (source.IndexOfAny(s_otherThanSpace) < 0 && source.IndexOf("  ") < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        while (source.IndexOfAny(WhiteSpace.WithNoBreakSpace) is var run && run >= 0)
        {
            source[..run].CopyTo(result[written..]);
            written += run;
            result[written++] = ' ';
            source = source[run..];
            var next = source.IndexOfAnyExcept(WhiteSpace.WithNoBreakSpace);
            source = next < 0 ? [] : source[next..];
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }
}
