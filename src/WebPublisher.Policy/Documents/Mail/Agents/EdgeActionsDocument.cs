using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>What a rule does.</summary>
[Document("the actions of an edge rule")]
public sealed record EdgeActionsDocument : Document
{
    /// <summary>Who gets the message too, and is named in To.</summary>
    [Key("Who gets the message too, and is named in To.", Example = "archive@example.com")]
    public DocumentList<Located<Mailbox>> AddRecipients { get; init; } = new();

    /// <summary>Who gets the message too, and is named nowhere.</summary>
    [Key("Who gets the message too, and is named nowhere.", Example = "audit@example.com")]
    public DocumentList<Located<Mailbox>> BlindCopy { get; init; } = new();

    /// <summary>What is put in front of the subject, with a space behind it.</summary>
    [Key("What is put in front of the subject, with a space behind it.", Example = "[EXTERNAL]")]
    public Located<string>? PrependSubject { get; init; }

    /// <summary>Header fields and their values; a field takes the place of all of its name.</summary>
    [Key("Header fields and their values; a field takes the place of all of its name.", Example = "checked")]
    public DocumentMap<Located<string>> SetHeaders { get; init; } = new();

    /// <summary>Header fields to remove.</summary>
    [Key("Header fields to remove.", Example = "X-Originating-IP")]
    public DocumentList<Located<string>> RemoveHeaders { get; init; } = new();

    /// <summary>The spam confidence level, -1 to 9.</summary>
    [Key("The spam confidence level, -1 to 9.", Minimum = "-1", Maximum = "9")]
    public Located<int>? SetScl { get; init; }

    /// <summary>What is noted in the logs beside the rule's name.</summary>
    [Key("What is noted in the logs beside the rule's name.", Example = "large message")]
    public Located<string>? Log { get; init; }

    /// <summary>Who gets the message in the place of its recipients.</summary>
    [Key("Who gets the message in the place of its recipients.", Example = "security@example.com")]
    public Located<Mailbox>? Redirect { get; init; }

    /// <summary>Whether it is held until an operator has decided on it.</summary>
    [Key("Whether it is held until an operator has decided on it.", Default = "false")]
    public Located<bool>? Quarantine { get; init; }

    /// <summary>Whether it vanishes, though the client is told that it was taken.</summary>
    [Key("Whether it vanishes, though the client is told that it was taken.", Default = "false")]
    public Located<bool>? Delete { get; init; }

    /// <summary>Refuses the message.</summary>
    [Key("Refuses the message.")]
    public EdgeRefusalDocument? Reject { get; init; }

    /// <summary>Whether the session ends behind the reply; without reject, 550 5.7.1 is the reply.</summary>
    [Key("Whether the session ends behind the reply; without reject, 550 5.7.1 is the reply.", Default = "false")]
    public Located<bool>? Disconnect { get; init; }

    /// <summary>Whether no further rule is looked at.</summary>
    [Key("Whether no further rule is looked at.", Default = "false")]
    public Located<bool>? Stop { get; init; }
}
