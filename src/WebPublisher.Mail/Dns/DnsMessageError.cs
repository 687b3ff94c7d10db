namespace WebPublisher.Mail.Dns;

/// <summary>Why octets are no response.</summary>
public enum DnsMessageError
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>They end before they should.</summary>
    CutShort,

    /// <summary>They are a query.</summary>
    NotAResponse,

    /// <summary>They answer something else than a query for records, or several questions at once.</summary>
    UnknownOperation,

    /// <summary>A name has a label of a kind that does not exist, is longer than 255 octets, or points forward or to itself.</summary>
    BadName,

    /// <summary>The content of a record is not of its type.</summary>
    BadRecord,
}
