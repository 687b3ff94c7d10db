namespace WebPublisher.Policy.Documents;

/// <summary>The words for schemes of HTTP authentication.</summary>
public enum AuthenticationSchemeWord
{
    /// <summary>Basic.</summary>
    Basic,

    /// <summary>Bearer.</summary>
    Bearer,

    /// <summary>Digest.</summary>
    Digest,

    /// <summary>Negotiate.</summary>
    Negotiate,

    /// <summary>NTLM.</summary>
    Ntlm,

    /// <summary>Whatever has no word of its own.</summary>
    Other,
}
