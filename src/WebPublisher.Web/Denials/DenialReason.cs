namespace WebPublisher.Web.Denials;

/// <summary>Every way in which a request ends without the front end's own answer. <see cref="Denial"/> says what the outside sees of each.</summary>
public enum DenialReason
{
    /// <summary>Plain HTTP where a secure channel is required: 403.4, code 12211.</summary>
    SecureChannelRequired,

    /// <summary>The TLS session's key is shorter than the rule asks: 403.5.</summary>
    StrongerEncryptionRequired,

    /// <summary>No rule publishes this host and path: 403, code 12202.</summary>
    NotPublished,

    /// <summary>A rule denies it: 403, code 12202; the outside cannot tell it from <see cref="NotPublished"/>.</summary>
    DeniedByRule,

    /// <summary>CONNECT: this is no forward proxy, 405.</summary>
    ConnectRefused,

    /// <summary>A method that publishes nothing and reveals much (TRACE, TRACK, DEBUG), or a question about the whole server (OPTIONS *): 405.</summary>
    MethodRefused,

    /// <summary>An absolute-form URL of a host that is not published: 403, code 12202.</summary>
    ForeignUrl,

    /// <summary>The TLS connection was made for another name, and its certificate does not cover this one (RFC 9110 section 15.5.20): 421.</summary>
    Misdirected,

    /// <summary>No request as RFC 9112 writes one: 400.</summary>
    MalformedRequest,

    /// <summary>A body that two readers would end in two places: lengths, codings or chunks that contradict each other or their grammar: 400.</summary>
    InvalidFraming,

    /// <summary>The request line is longer than any is served: 414.</summary>
    TargetTooLong,

    /// <summary>The header is longer than any is served, or has more fields: 431.</summary>
    HeaderTooLarge,

    /// <summary>The header did not arrive in time: 408.</summary>
    HeaderTimeout,

    /// <summary>Missing, repeated or malformed Host: 400.</summary>
    InvalidHost,

    /// <summary>A header field whose name is no token or whose value holds control characters: 400.</summary>
    InvalidHeader,

    /// <summary>A target that cannot be brought into one canonical form: 400.</summary>
    InvalidTarget,

    /// <summary>The request has passed this server before: 403, code 12206.</summary>
    Loop,

    /// <summary>The HTTP filter of its section rejects the request or its answer: 403, code 12217.</summary>
    RejectedByFilter,

    /// <summary>A known attack on the software behind the rule: 403, code 12217. The outside is not told which.</summary>
    VirtualPatch,

    /// <summary>The rules of the web application firewall condemn the request or its answer: 403, code 12217. The outside is not told which.</summary>
    RejectedByFirewall,

    /// <summary>The body is longer than the rule allows: 413.</summary>
    BodyTooLarge,

    /// <summary>The client was slower to send the body than the section allows: 408.</summary>
    BodyTooSlow,

    /// <summary>The client or the user has made more requests than the section allows: 429.</summary>
    RateLimited,

    /// <summary>Too many logons of the user or of the network have failed: 429.</summary>
    LogonLocked,

    /// <summary>Its client has more requests under way than the listener's quotas allow: 429.</summary>
    TooManyRequestsAtOnce,

    /// <summary>The front end's certificate does not satisfy the policy; nothing was sent: 502.</summary>
    FrontEndCertificateRefused,

    /// <summary>No connection to any front end could be made: 502. Never tried in clear instead.</summary>
    FrontEndUnreachable,

    /// <summary>No server of the farm is fit to be asked: 503.</summary>
    FrontEndUnavailable,

    /// <summary>The front end did not answer in time: 504.</summary>
    FrontEndTimeout,

    /// <summary>The front end's answer was not HTTP, or broke off before its header was complete: 502.</summary>
    FrontEndInvalidResponse,

    /// <summary>A logon that belongs to a connection, over HTTP/2: the stream is reset with HTTP_1_1_REQUIRED (RFC 9113 section 7); 426 in the record.</summary>
    Http11Required,

    /// <summary>The front end closed the connection that the client was logging on by: the client's is closed as well; 502 in the record.</summary>
    BoundConnectionLost,

    /// <summary>A fault of this server: 500.</summary>
    InternalError,
}
