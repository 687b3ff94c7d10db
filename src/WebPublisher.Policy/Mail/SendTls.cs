namespace WebPublisher.Policy.Mail;

/// <summary>How a send connector uses TLS.</summary>
public enum SendTls
{
    /// <summary>STARTTLS with a verified certificate, or nothing is sent (default).</summary>
    Required,

    /// <summary>TLS from the first byte with a verified certificate.</summary>
    Implicit,

    /// <summary>Never. Warned about at start.</summary>
    Off,
}
