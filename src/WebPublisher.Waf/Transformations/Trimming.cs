using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>trim</c>, <c>trimLeft</c>, <c>trimRight</c>: white space at an end. The result is a part of the value; nothing is copied.</summary>
internal sealed class Trimming(string name, bool left, bool right) : Transformation
{
    public override string Name => name;

    public override CharacterKinds Touches => CharacterKinds.WhiteSpace;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var start = 0;
        var end = source.Length;
        while (left && start < end && WhiteSpace.Is(source[start]))
        {
            start++;
        }

        while (right && end > start && WhiteSpace.Is(source[end - 1]))
        {
            end--;
        }

        return end - start == source.Length ? input : input.Slice(start, end - start);
    }
}
