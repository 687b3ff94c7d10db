using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>none</c>: the value as it is. In a rule it also drops the transformations of the default actions; that is the compiler's part.</summary>
internal sealed class NoTransformation : Transformation
{
    public override string Name => "none";

    public override CharacterKinds Touches => CharacterKinds.None;

    public override ByteText Apply(ByteText input, TextArena arena) => input;
}
