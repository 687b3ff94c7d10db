using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>Reads the paths of MAIL and RCPT: angle brackets, an optional source route, a mailbox (RFC 5321 section 4.1.2).</summary>
internal static class PathSyntax
{
    /// <summary>The longest path in octets, brackets included (RFC 5321 section 4.5.3.1.3).</summary>
    private const int MaximumLength = 256;

    /// <summary>
    /// Reads the path at the beginning of <paramref name="text"/>, which is followed by its end or by a space. An empty path gives no mailbox, and so does a
    /// bare <c>postmaster</c>.
    /// </summary>
    public static AddressReason Read(ReadOnlySpan<byte> text, bool smtpUtf8, out PathParts parts, out int length)
    {
        parts = default;
        length = 0;
        if (text.IsEmpty)
        {
            return AddressReason.Empty;
        }

        if (text[0] != '<')
        {
            return text[0] == ' ' ? AddressReason.SpaceBeforePath : AddressReason.MissingBracket;
        }

        length = 1;
        var reason = AddressReason.None;
        if (Starts(text, length, '@'))
        {
            reason = ReadRoute(text[length..], smtpUtf8, out var route);
            length += route;
            parts = parts with { HasSourceRoute = true };
        }

        if (reason == AddressReason.None && (parts.HasSourceRoute || !Starts(text, length, '>')))
        {
            reason = MailAddress.Read(text[length..], smtpUtf8, out var mailbox, out var mailboxLength);
            var bare = text.Slice(length, mailboxLength);
            length += mailboxLength;
            parts = parts with { Mailbox = mailbox };
            if (reason == AddressReason.MissingDomain && !parts.HasSourceRoute && Ascii.EqualsIgnoreCase(bare, "postmaster"u8))
            {
                parts = parts with { IsBarePostmaster = true };
                reason = AddressReason.None;
            }
        }

        if (reason != AddressReason.None)
        {
            return reason;
        }

        if (!Starts(text, length, '>'))
        {
            return length == text.Length || text[length] is (byte)' ' or (byte)'<' ? AddressReason.UnclosedBracket
                : Octets.Controls.Contains(text[length]) ? AddressReason.ControlCharacter
                : AddressReason.DomainSyntax;
        }

        length++;
        if (length < text.Length && text[length] != ' ')
        {
            return AddressReason.TrailingText;
        }

        return length > MaximumLength ? AddressReason.PathTooLong : AddressReason.None;
    }

    /// <summary>Reads <c>@one,@two:</c>.</summary>
    private static AddressReason ReadRoute(ReadOnlySpan<byte> text, bool smtpUtf8, out int length)
    {
        length = 0;
        while (Starts(text, length, '@'))
        {
            length++;
            var reason = DomainSyntax.Read(text[length..], smtpUtf8, out _, out var domain);
            if (reason != AddressReason.None)
            {
                return reason;
            }

            length += domain;
            if (Starts(text, length, ':'))
            {
                length++;
                return AddressReason.None;
            }

            if (!Starts(text, length, ','))
            {
                return AddressReason.SourceRouteSyntax;
            }

            length++;
        }

        return AddressReason.SourceRouteSyntax;
    }

    private static bool Starts(ReadOnlySpan<byte> text, int at, char octet) => at < text.Length && text[at] == octet;
}
