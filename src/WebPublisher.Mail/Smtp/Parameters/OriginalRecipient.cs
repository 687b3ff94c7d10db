using System.Text;
using System.Text.Unicode;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>
/// The ORCPT parameter: for whom the message was meant before it was redirected (RFC 3461 section 4.2; RFC 6533 section 3 for the type utf-8). The address is
/// kept encoded: it is passed on, never interpreted.
/// </summary>
/// <param name="AddressType">The type, <c>rfc822</c> nearly always.</param>
/// <param name="EncodedAddress">The address as it stood in the parameter.</param>
public sealed record OriginalRecipient(string AddressType, string EncodedAddress)
{
    private const int MaximumLength = 500;

    /// <summary>The address decoded, if the type is one whose encoding is xtext; otherwise as it stands.</summary>
    public string Address
        => !IsUtf8 && Xtext.TryDecode(Encoding.ASCII.GetBytes(EncodedAddress), out var text) ? text : EncodedAddress;

    /// <summary>Whether only a server that offers SMTPUTF8 can be given this.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(EncodedAddress);

    private bool IsUtf8 => AddressType.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the value of the parameter, at most 500 octets.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> value, bool smtpUtf8, out OriginalRecipient? recipient)
    {
        recipient = null;
        var semicolon = value.IndexOf((byte)';');
        if (value.Length > MaximumLength || semicolon < 1 || semicolon == value.Length - 1 || !IsAtom(value[..semicolon]))
        {
            return false;
        }

        var type = Encoding.ASCII.GetString(value[..semicolon]);
        var address = value[(semicolon + 1)..];
        var parsed = new OriginalRecipient(type, Encoding.UTF8.GetString(address));
        if (parsed.IsUtf8 ? !IsUtf8Address(address, smtpUtf8) : !Xtext.TryDecode(address, out _))
        {
            return false;
        }

        recipient = parsed;
        return true;
    }

    private static bool IsAtom(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Octets.DotString) && Ascii.IsValid(text);

    /// <summary>ASCII without controls, spaces, plus and equals signs, and UTF-8 where it is permitted; <c>\x{HEX}</c> is made of these.</summary>
    private static bool IsUtf8Address(ReadOnlySpan<byte> address, bool smtpUtf8)
    {
        foreach (var octet in address)
        {
            if (octet is < 33 or 127 or (byte)'+' or (byte)'=')
            {
                return false;
            }
        }

        return Ascii.IsValid(address) || (smtpUtf8 && Utf8.IsValid(address));
    }
}
