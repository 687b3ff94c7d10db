namespace WebPublisher.Web.Denials;

/// <summary>A refusal: what the outside is told and what only the log holds are one value.</summary>
/// <param name="Reason">Which refusal it is.</param>
/// <param name="Detail">For the log alone: the field, value or error that decided. Never a secret.</param>
public sealed record Denial(DenialReason Reason, string? Detail = null)
{
    /// <summary>The HTTP status.</summary>
    public int Status => Describe(Reason).Status;

    /// <summary>IIS's sub-status, such as 4 in 403.4, or 0.</summary>
    public int SubStatus => Describe(Reason).SubStatus;

    /// <summary>ISA Server's error code, such as 12202, or 0.</summary>
    public int Code => Describe(Reason).Code;

    /// <summary>The sentence shown to the outside.</summary>
    public string Title => Describe(Reason).Title;

    /// <summary>When to try again, told by Retry-After (RFC 9110 section 10.2.3); null for nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static (int Status, int SubStatus, int Code, string Title) Describe(DenialReason reason) => reason switch
    {
        DenialReason.SecureChannelRequired => (403, 4, 12211, "The page must be viewed over a secure channel."),
        DenialReason.StrongerEncryptionRequired => (403, 5, 12211, "The page must be viewed over a channel with stronger encryption."),
        DenialReason.NotPublished or DenialReason.DeniedByRule or DenialReason.ForeignUrl => (403, 0, 12202, "The server denied the specified URL."),
        DenialReason.ConnectRefused or DenialReason.MethodRefused => (405, 0, 0, "This method is not available here."),
        DenialReason.MalformedRequest or DenialReason.InvalidFraming or DenialReason.InvalidHost or DenialReason.InvalidHeader or DenialReason.InvalidTarget => (400, 0, 0, "The request could not be understood."),
        DenialReason.Misdirected => (421, 0, 0, "This connection was made for another site."),
        DenialReason.TargetTooLong => (414, 0, 0, "The address is longer than this site accepts."),
        DenialReason.HeaderTooLarge => (431, 0, 0, "The header of the request is larger than this site accepts."),
        DenialReason.HeaderTimeout => (408, 0, 0, "The request did not arrive in time."),
        DenialReason.Loop => (403, 0, 12206, "The request has come back to a server it has passed."),
        DenialReason.RateLimited => (429, 0, 0, "There have been too many requests."),
        DenialReason.LogonLocked => (429, 0, 0, "Too many attempts have failed."),
        DenialReason.RejectedByFilter or DenialReason.VirtualPatch or DenialReason.RejectedByFirewall => (403, 0, 12217, "The request was rejected by the HTTP filter. Contact the server administrator."),
        DenialReason.BodyTooLarge => (413, 0, 0, "The request is larger than this site accepts."),
        DenialReason.BodyTooSlow => (408, 0, 0, "The request did not arrive in time."),
        DenialReason.TooManyRequestsAtOnce => (429, 0, 0, "Too many requests at once."),
        DenialReason.Http11Required => (426, 0, 0, "This page is available over HTTP/1.1."),
        DenialReason.FrontEndCertificateRefused or DenialReason.FrontEndInvalidResponse or DenialReason.FrontEndUnreachable or DenialReason.BoundConnectionLost => (502, 0, 0, "The site cannot be reached safely at the moment."),
        DenialReason.FrontEndUnavailable => (503, 0, 0, "The site is not available at the moment."),
        DenialReason.FrontEndTimeout => (504, 0, 0, "The site did not answer in time."),
        _ => (500, 0, 0, "Something went wrong here."),
    };
}
