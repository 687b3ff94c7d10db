namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Who knows which recipients exist.</summary>
public enum RecipientValidation
{
    /// <summary>Nobody is asked beforehand; what the inner server answers to RCPT goes to the client as it is.</summary>
    None,

    /// <summary>A file.</summary>
    File,

    /// <summary>The inner server, which is asked about each recipient in any case.</summary>
    InnerServer,

    /// <summary>A directory.</summary>
    Ldap,
}
