using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>base64Encode</c>, with padding.</summary>
internal sealed class Base64Encoding : Transformation
{
    public override string Name => "base64Encode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        if (input.IsEmpty)
        {
            return input;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(input.Length);
        input.CopyTo(bytes);
        Convert.TryToBase64Chars(bytes.AsSpan(0, input.Length), arena.Reserve((input.Length + 2) / 3 * 4), out var written);
        ArrayPool<byte>.Shared.Return(bytes);
        return arena.Commit(written);
    }
}
