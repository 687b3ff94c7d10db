namespace WebPublisher.Mail.Dns;

/// <summary>What came of a look-up.</summary>
public enum DnsAnswerStatus
{
    /// <summary>There are records.</summary>
    Found,

    /// <summary>The name exists and has none of this type.</summary>
    NoData,

    /// <summary>The name does not exist.</summary>
    NoSuchDomain,

    /// <summary>Nobody could say; later somebody may.</summary>
    TemporaryFailure,
}
