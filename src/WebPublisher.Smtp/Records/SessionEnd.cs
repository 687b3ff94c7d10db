namespace WebPublisher.Smtp.Records;

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>The client said QUIT.</summary>
    Quit,

    /// <summary>The client closed the connection, or it broke.</summary>
    ClientClosed,

    /// <summary>The client was silent, or did not read, too long.</summary>
    IdleTimeout,

    /// <summary>The session lasted too long, or content came too slowly.</summary>
    SessionTimeout,

    /// <summary>The server is stopping.</summary>
    Stopping,

    /// <summary>The client's address is not among those the connector serves.</summary>
    AddressRefused,

    /// <summary>Too many connections, in all or from one source.</summary>
    TooManyConnections,

    /// <summary>Too many messages a minute from one source.</summary>
    TooManyMessages,

    /// <summary>Too many protocol errors.</summary>
    TooManyErrors,

    /// <summary>Too many commands that brought no message nearer, such as NOOP and RSET.</summary>
    TooManyIdleCommands,

    /// <summary>Too many failed logons.</summary>
    LogonFailures,

    /// <summary>The source is locked out after failed logons.</summary>
    LockedOut,

    /// <summary>A load balancer sent no PROXY protocol header, or a broken one.</summary>
    ProxyHeader,

    /// <summary>The client spoke before the greeting.</summary>
    EarlyTalker,

    /// <summary>The client did not wait where it has to.</summary>
    Unsynchronized,

    /// <summary>A command line was too long.</summary>
    LineTooLong,

    /// <summary>A command line held a bare carriage return, a bare line feed or NUL.</summary>
    BareLineEnding,

    /// <summary>The client speaks another protocol.</summary>
    ForeignProtocol,

    /// <summary>A verb that the SMTP filter disables.</summary>
    VerbDisabled,

    /// <summary>It is not known where the next command begins, behind a malformed BDAT or one that is far too large.</summary>
    FramingLost,

    /// <summary>Content held bare carriage returns, bare line feeds or NUL.</summary>
    AmbiguousContent,

    /// <summary>Content went on far beyond the limit.</summary>
    ContentTooLarge,

    /// <summary>An agent found the client or its mail unwanted, or could not judge it.</summary>
    RefusedByAgent,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>An unexpected failure of this server.</summary>
    Fault,
}
