namespace WebPublisher.Mail.Milter;

/// <summary>Whether a packet could be read.</summary>
public enum MilterReadStatus
{
    /// <summary>There is one.</summary>
    Packet,

    /// <summary>More has to come.</summary>
    Incomplete,

    /// <summary>Its length is none: what follows cannot be read any more.</summary>
    Malformed,
}
