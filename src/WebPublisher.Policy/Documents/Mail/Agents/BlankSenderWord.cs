namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>The word for what becomes of mail with the blank sender.</summary>
public enum BlankSenderWord
{
    /// <summary>It is taken.</summary>
    Accept,

    /// <summary>It is refused.</summary>
    Reject,
}
