namespace WebPublisher.Smtp.Receive;

/// <summary>Why a recipient's mail is taken or not.</summary>
internal enum RouteReason
{
    /// <summary>Its domain is an accepted one.</summary>
    AcceptedDomain,

    /// <summary>Our own postmaster (RFC 5321 section 4.5.1).</summary>
    OwnPostmaster,

    /// <summary>The connector lets every client relay.</summary>
    RelayGranted,

    /// <summary>The connector lets clients relay that have logged on, and this one has.</summary>
    RelayGrantedToUser,

    /// <summary>A source route.</summary>
    SourceRoute,

    /// <summary>A local part that makes some servers relay.</summary>
    RelayingLocalPart,

    /// <summary>A local part that some delivery agents take for a file, a program or an option.</summary>
    DangerousLocalPart,

    /// <summary>An address in brackets in place of a domain.</summary>
    AddressLiteral,

    /// <summary>Its domain is not accepted, and this client may not relay.</summary>
    NotAccepted,

    /// <summary>It could be taken, but no send connector carries it.</summary>
    NoRoute,
}
