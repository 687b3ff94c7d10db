using System.Globalization;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>length</c>: the number of bytes, in decimal.</summary>
internal sealed class Length : Transformation
{
    private const int MostDigits = 10;

    public override string Name => "length";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        input.Length.TryFormat(arena.Reserve(MostDigits), out var digits, default, CultureInfo.InvariantCulture);
        return arena.Commit(digits);
    }
}
