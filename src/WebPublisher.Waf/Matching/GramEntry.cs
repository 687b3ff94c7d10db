namespace WebPublisher.Waf.Matching;

/// <summary>A sequence of bytes within a literal, with up to eight bytes around it that are compared before the literal itself is.</summary>
/// <param name="Gram">The sequence, the first byte in the low bits.</param>
/// <param name="Offset">Where in the literal it stands.</param>
/// <param name="Before">How many bytes before the sequence the eight begin; at most 4.</param>
/// <param name="Window">The eight bytes, those outside the literal 0.</param>
/// <param name="Mask">Which of the eight belong to the literal.</param>
/// <param name="Literal">Which literal.</param>
internal readonly record struct GramEntry(ulong Gram, int Offset, int Before, ulong Window, ulong Mask, int Literal)
{
    private const int WindowLength = sizeof(ulong);
    private const int UsualBefore = 2;

    public static GramEntry Of(ReadOnlySpan<byte> literal, int length, int index)
    {
        var offset = ByteRarity.RarestStart(literal, length);
        var start = Math.Max(0, Math.Min(offset - UsualBefore, literal.Length - WindowLength));
        var window = literal[start..Math.Min(start + WindowLength, literal.Length)];
        return new GramEntry(Number(literal.Slice(offset, length)), offset, offset - start, Number(window), MaskOf(window.Length), index);
    }

    /// <summary>The low bytes of a number, so many.</summary>
    public static ulong MaskOf(int length) => length == WindowLength ? ulong.MaxValue : (1UL << (8 * length)) - 1;

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}
