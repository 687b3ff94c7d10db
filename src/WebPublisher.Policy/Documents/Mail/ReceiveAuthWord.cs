namespace WebPublisher.Policy.Documents.Mail;

/// <summary>The word for how clients of a receive connector may log on.</summary>
public enum ReceiveAuthWord
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By user name and password, under TLS.</summary>
    BasicOverTls,
}
