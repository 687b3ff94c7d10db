using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Judges messages by what is wrong with their structure.</summary>
[Document("a MIME filter")]
public sealed record MimeFilterDocument : Document
{
    /// <summary>A message that mail clients read in different ways, so that what is judged need not be what is shown.</summary>
    [Key("A message that mail clients read in different ways, so that what is judged need not be what is shown.", Default = "reject")]
    public Located<UnscannableAction>? Ambiguous { get; init; }

    /// <summary>A message that reaches a limit, such as of parts within one another, so that something in it was not looked at.</summary>
    [Key("A message that reaches a limit, such as of parts within one another, so that something in it was not looked at.", Default = "reject")]
    public Located<UnscannableAction>? Limit { get; init; }

    /// <summary>A message that is delivered in pieces or fetched from elsewhere.</summary>
    [Key("A message that is delivered in pieces or fetched from elsewhere.", Default = "reject")]
    public Located<UnscannableAction>? Incomplete { get; init; }

    /// <summary>A message with something that cannot be looked into: encrypted, damaged, or in a format that is not opened.</summary>
    [Key("A message with something that cannot be looked into: encrypted, damaged, or in a format that is not opened.", Default = "accept")]
    public Located<UnscannableAction>? Unreadable { get; init; }
}
