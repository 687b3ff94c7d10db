using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>Reads address literals (RFC 5321 section 4.1.3).</summary>
internal static class AddressLiteralSyntax
{
    private static ReadOnlySpan<byte> Ipv6Tag => "IPv6:"u8;

    /// <summary>Reads the literal at the beginning of <paramref name="text"/>, brackets included.</summary>
    public static AddressReason Read(ReadOnlySpan<byte> text, out MailDomain? domain, out int length)
    {
        domain = null;
        length = text.IndexOf((byte)']') + 1;
        if (length == 0)
        {
            return AddressReason.AddressLiteralSyntax;
        }

        if (length > MailDomain.MaximumLength)
        {
            return AddressReason.DomainTooLong;
        }

        var content = text[1..(length - 1)];
        if (TryParseIpv4(content, out var ipv4))
        {
            domain = new MailDomain(MailDomainKind.Ipv4Literal, $"[{ipv4}]", ipv4);
        }
        else if (content.Length > Ipv6Tag.Length && Ascii.EqualsIgnoreCase(content[..Ipv6Tag.Length], Ipv6Tag))
        {
            if (TryParseIpv6(content[Ipv6Tag.Length..], out var ipv6))
            {
                domain = new MailDomain(MailDomainKind.Ipv6Literal, $"[IPv6:{ipv6}]", ipv6);
            }
        }
        else if (IsGeneral(content))
        {
            domain = new MailDomain(MailDomainKind.GeneralLiteral, Encoding.ASCII.GetString(text[..length]));
        }

        return domain is null ? AddressReason.AddressLiteralSyntax : AddressReason.None;
    }

    /// <summary>
    /// Four decimal numbers of 0 to 255. Leading zeros, which some software reads as octal, and the short and hexadecimal forms of inet_aton are refused.
    /// </summary>
    public static bool TryParseIpv4(ReadOnlySpan<byte> text, out IPAddress address)
    {
        address = IPAddress.None;
        Span<byte> octets = stackalloc byte[4];
        for (var index = 0; index < 4; index++)
        {
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            digits = digits < 0 ? text.Length : digits;
            if (digits is 0 or > 3 || (digits > 1 && text[0] == '0'))
            {
                return false;
            }

            var value = 0;
            foreach (var digit in text[..digits])
            {
                value = (value * 10) + (digit - '0');
            }

            text = text[digits..];
            if (value > 255 || text.IsEmpty != (index == 3) || (!text.IsEmpty && text[0] != '.'))
            {
                return false;
            }

            octets[index] = (byte)value;
            text = text.IsEmpty ? text : text[1..];
        }

        address = new IPAddress(octets);
        return true;
    }

    /// <summary>An IPv6 address without a zone.</summary>
    public static bool TryParseIpv6(ReadOnlySpan<byte> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Length is < 2 or > 45 || text.ContainsAnyExcept(Octets.Ipv6))
        {
            return false;
        }

        Span<char> characters = stackalloc char[text.Length];
        Encoding.ASCII.GetChars(text, characters);
        if (!IPAddress.TryParse(characters, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        address = parsed;
        return true;
    }

    /// <summary>A tag of letters, digits and inner hyphens, a colon, and printable content without brackets and backslash.</summary>
    private static bool IsGeneral(ReadOnlySpan<byte> content)
    {
        var colon = content.IndexOf((byte)':');
        if (colon < 1 || colon == content.Length - 1 || content[colon - 1] == '-')
        {
            return false;
        }

        foreach (var octet in content[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)octet) && octet != '-')
            {
                return false;
            }
        }

        foreach (var octet in content[(colon + 1)..])
        {
            if (octet is < 33 or > 126 or (>= (byte)'[' and <= (byte)']'))
            {
                return false;
            }
        }

        return true;
    }
}
