using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>Reads what may follow the at sign: a domain name or an address literal (RFC 5321 section 4.1.2).</summary>
internal static class DomainSyntax
{
    private const int MaximumLabel = 63;

    /// <summary>Reads the domain at the beginning of <paramref name="text"/>; what follows it is the caller's to judge.</summary>
    public static AddressReason Read(ReadOnlySpan<byte> text, bool smtpUtf8, out MailDomain? domain, out int length)
    {
        domain = null;
        length = 0;
        if (text.IsEmpty)
        {
            return AddressReason.DomainEmpty;
        }

        if (text[0] == '[')
        {
            return AddressLiteralSyntax.Read(text, out domain, out length);
        }

        length = text.IndexOfAnyExcept(Octets.DomainName);
        if (length < 0)
        {
            length = text.Length;
        }

        if (length < text.Length && Octets.Controls.Contains(text[length]))
        {
            return AddressReason.ControlCharacter;
        }

        if (length == 0)
        {
            return text[0] == '>' ? AddressReason.DomainEmpty : AddressReason.DomainSyntax;
        }

        if (length > MailDomain.MaximumLength)
        {
            return AddressReason.DomainTooLong;
        }

        return ReadName(text[..length], smtpUtf8, out domain);
    }

    /// <summary>Checks the labels of a name in ASCII: letters, digits and inner hyphens, none empty, none over 63 octets.</summary>
    public static AddressReason CheckLabels(ReadOnlySpan<char> name)
    {
        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return AddressReason.DomainSyntax;
            }

            if (label.Length > MaximumLabel)
            {
                return AddressReason.LabelTooLong;
            }
        }

        return AddressReason.None;
    }

    private static AddressReason ReadName(ReadOnlySpan<byte> octets, bool smtpUtf8, out MailDomain? domain)
    {
        domain = null;
        string name;
        string? written = null;
        if (Ascii.IsValid(octets))
        {
            Span<char> lower = stackalloc char[octets.Length];
            Ascii.ToLower(octets, lower, out _);
            name = lower.ToString();
            written = octets.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0 ? null : Encoding.ASCII.GetString(octets);
        }
        else
        {
            var international = InternationalText.Decode(octets, smtpUtf8, out var text);
            if (international == AddressReason.None)
            {
                international = InternationalDomain.ToAscii(text, out text);
            }

            if (international != AddressReason.None)
            {
                return international;
            }

            name = text;
        }

        var reason = CheckLabels(name);
        if (reason == AddressReason.None)
        {
            domain = new MailDomain(MailDomainKind.Name, name, written: written);
        }

        return reason;
    }
}
