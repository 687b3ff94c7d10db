namespace WebPublisher.Mail.Dns;

/// <summary>Types of records that mail asks for, by their number on the wire (IANA's registry of DNS parameters).</summary>
public enum DnsType
{
    /// <summary>An IPv4 address (RFC 1035).</summary>
    A = 1,

    /// <summary>Another name for the same thing (RFC 1035).</summary>
    Cname = 5,

    /// <summary>The start of a zone; comes with negative answers and says how long they hold (RFC 2308).</summary>
    Soa = 6,

    /// <summary>A name for an address (RFC 1035).</summary>
    Ptr = 12,

    /// <summary>A host that takes mail for a domain (RFC 1035).</summary>
    Mx = 15,

    /// <summary>Text (RFC 1035).</summary>
    Txt = 16,

    /// <summary>An IPv6 address (RFC 3596).</summary>
    Aaaa = 28,

    /// <summary>What the sender of a message can do (EDNS, RFC 6891); no record of a zone.</summary>
    Opt = 41,
}
