using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>
/// A mailbox: local part and domain (RFC 5321 section 4.1.2, RFC 6531 section 3.3). Spellings that mean the same are equal: quotes and backslashes are resolved,
/// the domain is canonical. The local part is compared exactly, as section 2.4 asks; lists that operators write use <see cref="MailAddressComparer.IgnoreCase"/>.
/// </summary>
public sealed class MailAddress : IEquatable<MailAddress>
{
    private string? _text;

    internal MailAddress(string localPart, MailDomain domain)
    {
        LocalPart = localPart;
        Domain = domain;
        Tricks = LocalPartSyntax.Tricks(localPart);
    }

    /// <summary>What the local part means, without quoting. May hold any printable character and the space, also an at sign.</summary>
    public string LocalPart { get; }

    /// <summary>The domain or address literal.</summary>
    public MailDomain Domain { get; }

    /// <summary>What in the local part has served to abuse mail servers; refusing is the caller's policy.</summary>
    public RelayTricks Tricks { get; }

    /// <summary>Whether only a server that offers SMTPUTF8 can be given this address. A domain with U-labels does not need it: it is sent as A-labels.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>Reads an address without brackets that fills the whole of <paramref name="text"/>.</summary>
    /// <param name="text">ASCII, or UTF-8 if <paramref name="smtpUtf8"/>.</param>
    /// <param name="smtpUtf8">Whether UTF-8 local parts and U-labels are permitted (RFC 6531).</param>
    /// <param name="address">The address.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool smtpUtf8, [NotNullWhen(true)] out MailAddress? address, out AddressReason reason)
    {
        reason = Read(text, smtpUtf8, out address, out var length);
        if (reason == AddressReason.None && length != text.Length)
        {
            reason = AddressReason.TrailingText;
            address = null;
        }

        return address is not null;
    }

    /// <summary>Reads an address that an operator wrote; UTF-8 is permitted.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailAddress? address, out AddressReason reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(Encoding.UTF8.GetBytes(text), smtpUtf8: true, out address, out reason);
    }

    /// <summary>The same local part at another domain.</summary>
    public MailAddress At(MailDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return new MailAddress(LocalPart, domain);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] MailAddress? other)
        => other is not null && string.Equals(LocalPart, other.LocalPart, StringComparison.Ordinal) && Domain.Equals(other.Domain);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as MailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LocalPart, Domain);

    /// <summary>The shortest legal spelling, as it is sent: quoted only if it must be, the domain in ASCII.</summary>
    public override string ToString() => _text ??= $"{LocalPartSyntax.Format(LocalPart)}@{Domain.Text}";

    /// <summary>The address with its domain in the case in which it was written, for people.</summary>
    public string Written => $"{LocalPartSyntax.Format(LocalPart)}@{Domain.Written}";

    /// <summary>Reads the address at the beginning of <paramref name="text"/>.</summary>
    internal static AddressReason Read(ReadOnlySpan<byte> text, bool smtpUtf8, out MailAddress? address, out int length)
    {
        address = null;
        var reason = LocalPartSyntax.Read(text, smtpUtf8, out var local, out length);
        if (reason != AddressReason.None)
        {
            return reason;
        }

        if (length == text.Length || text[length] != '@')
        {
            return length == text.Length || text[length] == '>' ? AddressReason.MissingDomain : AddressReason.LocalPartSyntax;
        }

        length++;
        reason = DomainSyntax.Read(text[length..], smtpUtf8, out var domain, out var domainLength);
        length += domainLength;
        if (domain is not null)
        {
            address = new MailAddress(local, domain);
        }

        return reason;
    }
}
