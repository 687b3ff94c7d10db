using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>A field of a header.</summary>
public sealed class MimeField
{
    private readonly ReadOnlyMemory<byte> _value;
    private string? _unfolded;
    private string? _text;

    internal MimeField(string name, string rawName, ReadOnlyMemory<byte> value)
    {
        Name = name;
        RawName = rawName;
        _value = value;
    }

    /// <summary>Its name as it stands there, without white space before the colon.</summary>
    public string Name { get; }

    /// <summary>The octets after the colon, folded as they came, without the last line end.</summary>
    public ReadOnlyMemory<byte> RawValue => _value;

    /// <summary>What it says to a reader: unfolded, encoded words decoded (RFC 2047), other octets taken for UTF-8 or else Windows-1252.</summary>
    public string Text => _text ??= EncodedWords.Decode(Unfolded.Trim(' ', '\t'));

    /// <summary>The octets before the colon, each a character.</summary>
    internal string RawName { get; }

    /// <summary>The value without its line ends (RFC 5322 section 2.2.3), each octet a character.</summary>
    internal string Unfolded => _unfolded ??= Unfold(_value.Span);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Text}";

    private static string Unfold(ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        return text.Contains('\n', StringComparison.Ordinal)
            ? text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            : text;
    }
}
