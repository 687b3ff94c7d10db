namespace WebPublisher.Mail.Addresses;

/// <summary>Reads and writes local parts: dot-strings and quoted strings (RFC 5321 section 4.1.2; RFC 6531 section 3.3 for UTF-8).</summary>
internal static class LocalPartSyntax
{
    /// <summary>The longest local part in octets, as written (RFC 5321 section 4.5.3.1.1).</summary>
    public const int MaximumLength = 64;

    /// <summary>
    /// Reads the local part at the beginning of <paramref name="text"/>. The <paramref name="value"/> is what it means, without quotes and backslashes, so
    /// that two spellings of one mailbox are equal.
    /// </summary>
    public static AddressReason Read(ReadOnlySpan<byte> text, bool smtpUtf8, out string value, out int length)
    {
        value = "";
        length = 0;
        if (text.IsEmpty)
        {
            return AddressReason.LocalPartEmpty;
        }

        return text[0] == '"' ? ReadQuoted(text, smtpUtf8, out value, out length) : ReadDotString(text, smtpUtf8, out value, out length);
    }

    /// <summary>The shortest legal spelling of <paramref name="value"/>.</summary>
    public static string Format(string value)
    {
        if (IsDotString(value))
        {
            return value;
        }

        return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Which known tricks <paramref name="value"/> resembles.</summary>
    public static RelayTricks Tricks(ReadOnlySpan<char> value)
    {
        var tricks = RelayTricks.None;
        if (value.IsEmpty)
        {
            return tricks;
        }

        if (value.ContainsAny('%', '!', '@'))
        {
            tricks |= value.Contains('%') ? RelayTricks.PercentHack : RelayTricks.None;
            tricks |= value.Contains('!') ? RelayTricks.BangPath : RelayTricks.None;
            tricks |= value.Contains('@') ? RelayTricks.QuotedAt : RelayTricks.None;
        }

        return tricks | value[0] switch
        {
            '/' => RelayTricks.LeadingSlash,
            '|' => RelayTricks.LeadingPipe,
            '-' => RelayTricks.LeadingHyphen,
            ':' => RelayTricks.LeadingColon,
            _ => RelayTricks.None,
        };
    }

    private static AddressReason ReadDotString(ReadOnlySpan<byte> text, bool smtpUtf8, out string value, out int length)
    {
        value = "";
        length = text.IndexOfAnyExcept(Octets.DotString);
        if (length < 0)
        {
            length = text.Length;
        }

        if (length < text.Length && text[length] is not ((byte)'@' or (byte)'>'))
        {
            return Octets.Controls.Contains(text[length]) ? AddressReason.ControlCharacter : AddressReason.LocalPartSyntax;
        }

        var local = text[..length];
        if (local.IsEmpty)
        {
            return AddressReason.LocalPartEmpty;
        }

        if (local[0] == '.' || local[^1] == '.' || local.IndexOf(".."u8) >= 0)
        {
            return AddressReason.MisplacedDot;
        }

        if (length > MaximumLength)
        {
            return AddressReason.LocalPartTooLong;
        }

        return InternationalText.Decode(local, smtpUtf8, out value);
    }

    private static AddressReason ReadQuoted(ReadOnlySpan<byte> text, bool smtpUtf8, out string value, out int length)
    {
        value = "";
        length = 1;
        Span<byte> content = stackalloc byte[MaximumLength];
        var count = 0;
        for (; length < text.Length && text[length] != '"'; length++)
        {
            // quoted-pairSMTP may carry any printable ASCII character and the space.
            if (text[length] == '\\' && (++length == text.Length || text[length] > 126))
            {
                return length == text.Length ? AddressReason.UnterminatedQuote : AddressReason.LocalPartSyntax;
            }

            if (Octets.Controls.Contains(text[length]))
            {
                return AddressReason.ControlCharacter;
            }

            if (length >= MaximumLength - 1)
            {
                return AddressReason.LocalPartTooLong;
            }

            content[count++] = text[length];
        }

        if (length == text.Length)
        {
            return AddressReason.UnterminatedQuote;
        }

        length++;
        return InternationalText.Decode(content[..count], smtpUtf8, out value);
    }

    private static bool IsDotString(string value)
    {
        if (value.Length == 0 || value[0] == '.' || value[^1] == '.' || value.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var character in value)
        {
            if (character < 128 && !Octets.DotStringCharacters.Contains(character))
            {
                return false;
            }
        }

        return true;
    }
}
