namespace WebPublisher.Smtp.Send.Connections;

/// <summary>Why an inner server could not be used.</summary>
public enum RelayFailure
{
    /// <summary>The name could not be resolved, or TCP was refused or reset.</summary>
    Unreachable,

    /// <summary>A step was not over within its time-out.</summary>
    TimedOut,

    /// <summary>The server closed the connection, or it was lost.</summary>
    Closed,

    /// <summary>What the server sent is no reply, or one that nobody asked for.</summary>
    Garbled,

    /// <summary>The server's banner or its answer to EHLO was a refusal.</summary>
    Refused,

    /// <summary>TLS is required and the server does not offer STARTTLS, or refused it.</summary>
    NoStartTls,

    /// <summary>The TLS handshake failed, or ended with a cipher suite that is not accepted.</summary>
    TlsFailed,

    /// <summary>The server's certificate does not satisfy the policy.</summary>
    CertificateRefused,

    /// <summary>The connector's credentials were refused, or the server offers no mechanism for them.</summary>
    AuthenticationFailed,

    /// <summary>The server is rested after failures; it was not tried.</summary>
    Resting,

    /// <summary>As many connections as there may be are in use, and none became free in time.</summary>
    Busy,
}
