namespace WebPublisher.Mail.Smtp;

/// <summary>The verbs this product knows (RFC 5321 section 4.1.1; RFC 3030; RFC 3207; RFC 4954).</summary>
public enum SmtpVerb
{
    /// <summary>Any other word.</summary>
    Unknown,

    /// <summary>HELO.</summary>
    Helo,

    /// <summary>EHLO.</summary>
    Ehlo,

    /// <summary>MAIL.</summary>
    Mail,

    /// <summary>RCPT.</summary>
    Rcpt,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>BDAT (RFC 3030).</summary>
    Bdat,

    /// <summary>RSET.</summary>
    Rset,

    /// <summary>NOOP.</summary>
    Noop,

    /// <summary>QUIT.</summary>
    Quit,

    /// <summary>HELP.</summary>
    Help,

    /// <summary>VRFY.</summary>
    Vrfy,

    /// <summary>EXPN.</summary>
    Expn,

    /// <summary>STARTTLS (RFC 3207).</summary>
    StartTls,

    /// <summary>AUTH (RFC 4954).</summary>
    Auth,
}
