namespace WebPublisher.Mail.Addresses;

/// <summary>The forms of what follows the at sign (RFC 5321 section 4.1.2).</summary>
public enum MailDomainKind
{
    /// <summary>A domain name.</summary>
    Name,

    /// <summary><c>[192.0.2.1]</c>.</summary>
    Ipv4Literal,

    /// <summary><c>[IPv6:2001:db8::1]</c>.</summary>
    Ipv6Literal,

    /// <summary><c>[tag:content]</c> with a tag that names no protocol known here.</summary>
    GeneralLiteral,
}
