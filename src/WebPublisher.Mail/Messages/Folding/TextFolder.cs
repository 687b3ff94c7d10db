using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WebPublisher.Mail.Messages.Folding;

/// <summary>
/// Folds text while it passes: case, full-width and other compatibility forms, ligatures, typographic quotes and dashes become their plain counterparts; runs of white space
/// and line ends become one space; characters without width and controls are left out. Works on pieces of any size.
/// </summary>
internal sealed class TextFolder(bool ignoresDiacritics)
{
    // What halves of pairs become, until they are put together; and what stands in a text that was damaged.
    private const char Replacement = '\ufffd';

    private const int Block = 16;

    private readonly FoldingTable _table = FoldingTable.Of(ignoresDiacritics);
    private bool _afterSpace;
    private char _high;

    /// <summary>Begins another text: white space at its beginning is left out.</summary>
    public void Reset()
    {
        _afterSpace = true;
        _high = '\0';
    }

    /// <summary>Folds as much as there is room for.</summary>
    /// <param name="text">What is to be folded.</param>
    /// <param name="folded">Room for at least <see cref="FoldingTable.Longest"/> characters.</param>
    /// <param name="read">Characters taken.</param>
    /// <returns>Characters written.</returns>
    public int Fold(ReadOnlySpan<char> text, Span<char> folded, out int read)
    {
        var count = 0;
        var afterSpace = _afterSpace;
        var table = _table;
        var plainFrom = 0;
        for (read = 0; read < text.Length && folded.Length - count >= FoldingTable.Longest; read++)
        {
            if (read >= plainFrom)
            {
                var plain = FoldPlain(text[read..], folded[count..], afterSpace);
                plainFrom = read + plain + Block;
                if (plain > 0)
                {
                    read += plain;
                    count += plain;
                    afterSpace = folded[count - 1] == ' ';
                    if (read == text.Length || folded.Length - count < FoldingTable.Longest)
                    {
                        break;
                    }
                }
            }

            var character = table[text[read]];
            if (character == ' ')
            {
                if (!afterSpace)
                {
                    folded[count++] = ' ';
                    afterSpace = true;
                }
            }
            else if (!char.IsSurrogate(character) && character != Replacement)
            {
                if (character != FoldingTable.Nothing)
                {
                    folded[count++] = character;
                    afterSpace = false;
                }
            }
            else
            {
                foreach (var one in Rare(text[read], character))
                {
                    if (one != ' ' || !afterSpace)
                    {
                        folded[count++] = one;
                        afterSpace = one == ' ';
                    }
                }
            }
        }

        _afterSpace = afterSpace;
        return count;
    }

    /// <summary>
    /// Folds, block by block, text of printable ASCII in which no two spaces are neighbours: most text is of that kind, and only its case has to change.
    /// </summary>
    /// <returns>Characters taken and written: a multiple of <see cref="Block"/>.</returns>
    private static int FoldPlain(ReadOnlySpan<char> text, Span<char> folded, bool afterSpace)
    {
        var count = 0;
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var to = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(folded));

        // One character more than a block is read, to see whether two spaces meet at its end.
        while (text.Length - count > Block && folded.Length - count >= Block)
        {
            var block = Vector256.LoadUnsafe(ref from, (nuint)count);
            var next = Vector256.LoadUnsafe(ref from, (nuint)count + 1);
            var isOther = Vector256.GreaterThan(block - Vector256.Create((ushort)' '), Vector256.Create((ushort)('~' - ' ')));
            var isTwice = Vector256.Equals(block, Vector256.Create((ushort)' ')) & Vector256.Equals(next, Vector256.Create((ushort)' '));
            if ((isOther | isTwice) != Vector256<ushort>.Zero || (afterSpace && text[count] == ' '))
            {
                break;
            }

            var isCapital = Vector256.LessThanOrEqual(block - Vector256.Create((ushort)'A'), Vector256.Create((ushort)('Z' - 'A')));
            (block | (isCapital & Vector256.Create((ushort)0x20))).StoreUnsafe(ref to, (nuint)count);
            count += Block;
            afterSpace = text[count - 1] == ' ';
        }

        return count;
    }

    /// <summary>Folds a whole text.</summary>
    public static string FoldAll(string text, bool ignoresDiacritics)
    {
        var folder = new TextFolder(ignoresDiacritics);
        folder.Reset();
        var folded = ArrayPool<char>.Shared.Rent((text.Length + 1) * FoldingTable.Longest);
        var count = folder.Fold(text, folded, out _);
        var all = folded.AsSpan(0, count).TrimEnd(' ').ToString();
        ArrayPool<char>.Shared.Return(folded);
        return all;
    }

    /// <summary>Pairs of surrogates, and what becomes more than one character.</summary>
    private string Rare(char character, char folded)
    {
        var high = _high;
        _high = char.IsHighSurrogate(character) ? character : '\0';
        return folded != Replacement ? _table.Long(folded)
            : _high != '\0' ? ""
            : high != '\0' && char.IsLowSurrogate(character) ? _table.OfPair(high, character)
            : "\ufffd";
    }
}
