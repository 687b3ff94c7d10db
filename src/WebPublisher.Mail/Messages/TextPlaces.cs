namespace WebPublisher.Mail.Messages;

/// <summary>The texts of a message that are searched apart.</summary>
[Flags]
public enum TextPlaces
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The subject, decoded; all of them when there are several.</summary>
    Subject = 1,

    /// <summary>What a reader reads: every text part, also those that are files, HTML without its tags; and the subjects of messages within the message.</summary>
    Body = 2,

    /// <summary>The source of HTML, with tags, addresses of links and comments.</summary>
    Markup = 4,
}
