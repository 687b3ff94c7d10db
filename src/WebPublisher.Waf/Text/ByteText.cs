using System.Text;

namespace WebPublisher.Waf.Text;

/// <summary>
/// A stretch of what a client or a front end sent, one character for each byte. Bytes from 0x80 on stand as U+E080 to U+E0FF: the class library's regular expressions
/// then see what PCRE sees in bytes, where no byte beyond ASCII is a letter, a digit or white space. It points into a <see cref="TextArena"/> or a constant of the rule set
/// and is valid as long as that is.
/// </summary>
public readonly struct ByteText
{
    /// <summary>What is added to a byte from 0x80 on.</summary>
    public const int HighByteOffset = 0xE000;

    private readonly char[]? _characters;
    private readonly int _start;

    /// <summary>Points at a stretch of an array.</summary>
    public ByteText(char[] characters, int start, int length)
    {
        _characters = characters;
        _start = start;
        Length = length;
    }

    /// <summary>The text of no bytes.</summary>
    public static ByteText Empty => default;

    /// <summary>How many bytes it is.</summary>
    public int Length { get; }

    /// <summary>Whether it is of no bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>Its characters.</summary>
    public ReadOnlySpan<char> Span => new(_characters, _start, Length);

    /// <summary>Its characters from a place on.</summary>
    public ByteText Slice(int start) => new(_characters!, _start + start, Length - start);

    /// <summary>Some of its characters.</summary>
    public ByteText Slice(int start, int length) => length == 0 ? default : new(_characters!, _start + start, length);

    /// <summary>Whether two are the same place of the same array: a transformation that changed nothing returns its input, and what was found out about that holds on.</summary>
    public bool IsSamePlace(ByteText other) => ReferenceEquals(_characters, other._characters) && _start == other._start && Length == other.Length;

    /// <summary>A constant: UTF-8 bytes of a text.</summary>
    public static ByteText FromString(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var characters = new char[bytes.Length];
        Widen(bytes, characters);
        return new ByteText(characters, 0, characters.Length);
    }

    /// <summary>Writes bytes as characters.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="characters">At least as long.</param>
    public static void Widen(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        Ascii.ToUtf16(bytes, characters, out var done);
        for (var i = done; i < bytes.Length; i++)
        {
            characters[i] = FromByte(bytes[i]);
        }
    }

    /// <summary>Writes characters of Latin-1, each of which is a byte.</summary>
    /// <param name="latin1">The characters; of those beyond Latin-1 only the low byte counts.</param>
    /// <param name="characters">At least as long.</param>
    public static void FromLatin1(ReadOnlySpan<char> latin1, Span<char> characters)
    {
        latin1.CopyTo(characters);
        for (var i = latin1.IndexOfAnyExceptInRange('\0', '\x7F'); i >= 0 && i < latin1.Length; i++)
        {
            characters[i] = FromByte((byte)latin1[i]);
        }
    }

    /// <summary>The character of a byte.</summary>
    public static char FromByte(byte value) => value < 0x80 ? (char)value : (char)(HighByteOffset + value);

    /// <summary>The byte of a character.</summary>
    public static byte ToByte(char character) => (byte)character;

    /// <summary>The bytes it stands for.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the bytes it stands for.</summary>
    /// <param name="bytes">At least as long.</param>
    public void CopyTo(Span<byte> bytes)
    {
        var span = Span;
        for (var i = 0; i < span.Length; i++)
        {
            bytes[i] = ToByte(span[i]);
        }
    }

    /// <summary>Its bytes read as UTF-8, what is not UTF-8 replaced; for logs.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());
}
