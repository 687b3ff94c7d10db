using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>replaceNulls</c>: null bytes become spaces.</summary>
internal sealed class NullReplacement : Transformation
{
    public override string Name => "replaceNulls";

    public override CharacterKinds Touches => CharacterKinds.Null;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (!source.Contains('\0'))
        {
            return input;
        }

        source.Replace(arena.Reserve(source.Length), '\0', ' ');
        return arena.Commit(source.Length);
    }
}
