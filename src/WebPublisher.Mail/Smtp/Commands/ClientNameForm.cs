namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>How a client names itself in HELO or EHLO.</summary>
public enum ClientNameForm
{
    /// <summary>A domain name as RFC 5321 section 4.1.1.1 wants it.</summary>
    Domain,

    /// <summary>An address literal (RFC 5321 section 4.1.3).</summary>
    AddressLiteral,

    /// <summary>
    /// Tolerated, because many honest clients do it and RFC 5321 section 4.1.4 forbids refusing mail over it: a name with underscores or a final dot, an address
    /// without brackets, or an IPv6 literal without its tag.
    /// </summary>
    Irregular,
}
