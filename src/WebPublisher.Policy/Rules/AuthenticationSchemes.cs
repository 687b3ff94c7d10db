namespace WebPublisher.Policy.Rules;

/// <summary>Schemes of HTTP authentication (RFC 9110 section 11.1), as far as a publisher has to tell them apart.</summary>
[Flags]
public enum AuthenticationSchemes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A name and a password in every request (RFC 7617). Never passed in clear.</summary>
    Basic = 1,

    /// <summary>A token in every request (RFC 6750).</summary>
    Bearer = 2,

    /// <summary>A proof of the password in every request (RFC 7616).</summary>
    Digest = 4,

    /// <summary>Kerberos or NTLM by SPNEGO (RFC 4559). The logon belongs to the connection.</summary>
    Negotiate = 8,

    /// <summary>NTLM (MS-NTHT). The logon belongs to the connection.</summary>
    Ntlm = 16,

    /// <summary>Every scheme that has no name here.</summary>
    Other = 32,

    /// <summary>Those whose logon belongs to the connection: whoever sends the next request by it is taken for the same user.</summary>
    ConnectionBound = Negotiate | Ntlm,

    /// <summary>All.</summary>
    All = Basic | Bearer | Digest | Negotiate | Ntlm | Other,
}
