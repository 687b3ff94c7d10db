namespace WebPublisher.Mail.Content;

/// <summary>By which protocol a message came.</summary>
/// <param name="IsExtended">Whether the client said EHLO.</param>
/// <param name="IsSecure">Whether under TLS.</param>
/// <param name="IsAuthenticated">Whether the client was authenticated.</param>
/// <param name="IsInternational">Whether with SMTPUTF8.</param>
public readonly record struct TransmissionType(bool IsExtended, bool IsSecure, bool IsAuthenticated, bool IsInternational)
{
    /// <summary>The keyword of the with clause (RFC 3848; RFC 6531 section 4.3). None is registered for HELO under TLS.</summary>
    public string Keyword => (IsExtended, IsInternational, IsSecure, IsAuthenticated) switch
    {
        (false, _, _, _) => "SMTP",
        (_, false, false, false) => "ESMTP",
        (_, false, false, true) => "ESMTPA",
        (_, false, true, false) => "ESMTPS",
        (_, false, true, true) => "ESMTPSA",
        (_, true, false, false) => "UTF8SMTP",
        (_, true, false, true) => "UTF8SMTPA",
        (_, true, true, false) => "UTF8SMTPS",
        (_, true, true, true) => "UTF8SMTPSA",
    };
}
