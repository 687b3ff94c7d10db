namespace WebPublisher.Mail.Dns;

/// <summary>What a server says became of a query (RFC 1035 section 4.1.1). Other numbers exist and mean failures.</summary>
public enum DnsResponseCode
{
    /// <summary>Answered, perhaps with no records.</summary>
    NoError = 0,

    /// <summary>The server could not read the query; one that does not know EDNS says so too (RFC 6891 section 7).</summary>
    FormatError = 1,

    /// <summary>The server failed.</summary>
    ServerFailure = 2,

    /// <summary>The name does not exist, for any type.</summary>
    NameError = 3,

    /// <summary>The server does not do this.</summary>
    NotImplemented = 4,

    /// <summary>The server does not do this for us.</summary>
    Refused = 5,
}
