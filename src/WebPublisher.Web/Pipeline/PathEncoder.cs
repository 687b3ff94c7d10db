using System.Buffers;
using System.Text;

namespace WebPublisher.Web.Pipeline;

/// <summary>The one encoder of paths: what RFC 3986 section 3.3 allows in a path stands as it is, everything else as the percent-encoded bytes of its UTF-8.</summary>
internal static class PathEncoder
{
    private const int MaximumCharactersPerCharacter = 9;

    /// <summary>unreserved / sub-delims / ":" / "@" (RFC 3986 section 3.3), and the slash.</summary>
    private static readonly SearchValues<char> s_pathCharacters =
        SearchValues.Create("!$&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>Encodes a decoded path. An <see cref="EncodedSlash"/> in it is encoded already.</summary>
    public static string Encode(string path)
    {
        var plain = path.AsSpan().IndexOfAnyExcept(s_pathCharacters);
        if (plain < 0)
        {
            return path;
        }

        var buffer = ArrayPool<char>.Shared.Rent(plain + ((path.Length - plain) * MaximumCharactersPerCharacter));
        path.AsSpan(0, plain).CopyTo(buffer);
        var length = plain;
        Span<byte> bytes = stackalloc byte[4];
        var rest = path.AsSpan(plain);
        while (!rest.IsEmpty)
        {
            if (rest.StartsWith(EncodedSlash.Text, StringComparison.Ordinal))
            {
                EncodedSlash.Text.CopyTo(buffer.AsSpan(length));
                length += EncodedSlash.Text.Length;
                rest = rest[EncodedSlash.Text.Length..];
                continue;
            }

            Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            rest = rest[consumed..];
            if (rune.IsAscii && s_pathCharacters.Contains((char)rune.Value))
            {
                buffer[length++] = (char)rune.Value;
                continue;
            }

            foreach (var octet in bytes[..rune.EncodeToUtf8(bytes)])
            {
                buffer[length++] = '%';
                buffer[length++] = HexDigit(octet >> 4);
                buffer[length++] = HexDigit(octet & 0xF);
            }
        }

        var text = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return text;
    }

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}
