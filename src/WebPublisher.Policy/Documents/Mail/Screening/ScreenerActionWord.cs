namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>The word for what becomes of a message that a rule of the screener matches.</summary>
public enum ScreenerActionWord
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>It is taken, and nobody gets it.</summary>
    Delete,

    /// <summary>It is held until an operator decides.</summary>
    Hold,
}
