using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>
/// The part of an address after the at sign, in one canonical form: a domain name in lower case with A-labels (RFC 5890), or an address literal (RFC 5321
/// section 4.1.3). Equal domains have equal <see cref="Text"/>.
/// </summary>
public sealed class MailDomain : IEquatable<MailDomain>
{
    /// <summary>The longest domain in octets (RFC 5321 section 4.5.3.1.2).</summary>
    public const int MaximumLength = 255;

    internal MailDomain(MailDomainKind kind, string text, IPAddress? address = null, string? written = null)
    {
        Kind = kind;
        Text = text;
        Address = address;
        Written = written ?? text;
    }

    /// <summary>The form.</summary>
    public MailDomainKind Kind { get; }

    /// <summary>The canonical form in ASCII: what is compared, looked up in DNS and sent on.</summary>
    public string Text { get; }

    /// <summary>The name in the case in which it was written in ASCII, for people; else <see cref="Text"/>.</summary>
    public string Written { get; }

    /// <summary>The address of an IPv4 or IPv6 literal.</summary>
    public IPAddress? Address { get; }

    /// <summary>The name with U-labels, to show to people. A name that decodes to nothing valid shows as <see cref="Text"/>.</summary>
    public string Unicode => Kind == MailDomainKind.Name ? InternationalDomain.ToUnicode(Text) : Text;

    /// <summary>Reads a domain or address literal that fills the whole of <paramref name="text"/>.</summary>
    /// <param name="text">ASCII, or UTF-8 if <paramref name="smtpUtf8"/>.</param>
    /// <param name="smtpUtf8">Whether U-labels are permitted (RFC 6531).</param>
    /// <param name="domain">The domain.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool smtpUtf8, [NotNullWhen(true)] out MailDomain? domain, out AddressReason reason)
    {
        reason = DomainSyntax.Read(text, smtpUtf8, out domain, out var length);
        if (reason == AddressReason.None && length != text.Length)
        {
            reason = AddressReason.DomainSyntax;
            domain = null;
        }

        return domain is not null;
    }

    /// <summary>Reads a domain that an operator wrote, U-labels permitted.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailDomain? domain, out AddressReason reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(Encoding.UTF8.GetBytes(text), smtpUtf8: true, out domain, out reason);
    }

    /// <summary>Whether this is <paramref name="other"/> or a name below it. A literal is below nothing.</summary>
    public bool IsSameOrBelow(MailDomain other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Equals(other))
        {
            return true;
        }

        return Kind == MailDomainKind.Name && other.Kind == MailDomainKind.Name
            && Text.Length > other.Text.Length && Text[^(other.Text.Length + 1)] == '.' && Text.EndsWith(other.Text, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] MailDomain? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as MailDomain);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary><see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
