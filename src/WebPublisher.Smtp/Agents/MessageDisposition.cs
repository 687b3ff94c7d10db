namespace WebPublisher.Smtp.Agents;

/// <summary>What becomes of a message, from the mildest to the gravest: of several findings the gravest wins.</summary>
public enum MessageDisposition
{
    /// <summary>It goes on to its recipients.</summary>
    Deliver,

    /// <summary>It goes to somebody else in the place of its recipients.</summary>
    Redirect,

    /// <summary>It is kept for an operator to decide on.</summary>
    Hold,

    /// <summary>It is taken and thrown away: nobody gets it, and its sender does not learn that.</summary>
    Delete,

    /// <summary>It is refused.</summary>
    Reject,
}
