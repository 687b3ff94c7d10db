using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>The AUTH parameter of MAIL: who submitted the message first (RFC 4954 section 5).</summary>
/// <param name="Mailbox">The submitter; null for <c>&lt;&gt;</c>, which says that nobody vouches for one.</param>
public sealed record AuthenticatedSender(MailAddress? Mailbox)
{
    private const int MaximumLength = 500;

    /// <summary><c>AUTH=&lt;&gt;</c>: what a server that does not trust its client puts in place of any other value.</summary>
    public static AuthenticatedSender Unknown { get; } = new((MailAddress?)null);

    /// <summary>Reads the value of the parameter, at most 500 octets of xtext.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> value, out AuthenticatedSender? sender)
    {
        sender = null;
        if (value.SequenceEqual("<>"u8))
        {
            sender = Unknown;
            return true;
        }

        if (value.Length > MaximumLength || !Xtext.TryDecode(value, out var text)
            || !MailAddress.TryParse(Encoding.ASCII.GetBytes(text), smtpUtf8: false, out var mailbox, out _))
        {
            return false;
        }

        sender = new AuthenticatedSender(mailbox);
        return true;
    }
}
