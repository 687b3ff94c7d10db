using System.Numerics;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>parityEven7bit</c>, <c>parityOdd7bit</c>, <c>parityZero7bit</c>: the eighth bit is computed from all eight bits, or cleared.</summary>
/// <param name="name">The name in rules.</param>
/// <param name="highWhen">The parity of a byte whose eighth bit is set, 0 or 1; -1 where it is cleared always.</param>
internal sealed class Parity(string name, int highWhen) : Transformation
{
    public override string Name => name;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var result = arena.Reserve(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var value = ByteText.ToByte(source[i]);
            var parity = BitOperations.PopCount(value) & 1;
            result[i] = ByteText.FromByte((byte)(parity == highWhen ? value | 0x80 : value & 0x7F));
        }

        return source.SequenceEqual(result) ? input : arena.Commit(source.Length);
    }
}
