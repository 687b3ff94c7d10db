namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>What a look into the octets received from a server found.</summary>
public enum ReplyReadStatus
{
    /// <summary>No complete reply yet: receive more.</summary>
    Incomplete,

    /// <summary>A complete reply.</summary>
    Reply,

    /// <summary>What was received is no reply; the connection is of no further use.</summary>
    Malformed,
}
