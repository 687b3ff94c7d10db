namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>The parameters known here, as flags so that a repeated one is noticed.</summary>
[Flags]
internal enum EsmtpKeyword
{
    /// <summary>Any other.</summary>
    Unknown = 0,

    /// <summary>SIZE of MAIL (RFC 1870).</summary>
    Size = 1,

    /// <summary>BODY of MAIL (RFC 6152).</summary>
    Body = 2,

    /// <summary>SMTPUTF8 of MAIL (RFC 6531).</summary>
    SmtpUtf8 = 4,

    /// <summary>RET of MAIL (RFC 3461).</summary>
    Ret = 8,

    /// <summary>ENVID of MAIL (RFC 3461).</summary>
    EnvId = 16,

    /// <summary>AUTH of MAIL (RFC 4954).</summary>
    Auth = 32,

    /// <summary>NOTIFY of RCPT (RFC 3461).</summary>
    Notify = 64,

    /// <summary>ORCPT of RCPT (RFC 3461).</summary>
    Orcpt = 128,

    /// <summary>Those that belong to MAIL.</summary>
    OfMail = Size | Body | SmtpUtf8 | Ret | EnvId | Auth,

    /// <summary>Those that belong to RCPT.</summary>
    OfRcpt = Notify | Orcpt,
}
