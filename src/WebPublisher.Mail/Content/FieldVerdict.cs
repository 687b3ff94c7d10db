namespace WebPublisher.Mail.Content;

/// <summary>Whether a header field may stay.</summary>
internal enum FieldVerdict
{
    /// <summary>It is nobody's but the sender's.</summary>
    Keep,

    /// <summary>It is reserved.</summary>
    Remove,

    /// <summary>What has come of it does not tell.</summary>
    Undecided,
}
