namespace WebPublisher.Policy.Mail.Screening;

/// <summary>What becomes of a message that the screener does not let pass.</summary>
public enum ScreenerAction
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>It is taken, and nobody gets it.</summary>
    Delete,

    /// <summary>It is held until an operator decides.</summary>
    Hold,

    /// <summary>Somebody else gets it in the place of its recipients.</summary>
    Forward,
}
