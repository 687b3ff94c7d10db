namespace WebPublisher.Web.Logons;

/// <summary>By what somebody logs on.</summary>
internal enum LogonKind
{
    /// <summary>A form.</summary>
    Form,

    /// <summary>Authorization: Basic.</summary>
    Basic,

    /// <summary>The last message of NTLM.</summary>
    Ntlm,
}
