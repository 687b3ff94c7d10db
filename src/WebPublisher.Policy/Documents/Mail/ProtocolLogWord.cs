namespace WebPublisher.Policy.Documents.Mail;

/// <summary>The word for what a connector writes to the protocol log.</summary>
public enum ProtocolLogWord
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every line of its sessions; passwords are left out.</summary>
    Verbose,
}
