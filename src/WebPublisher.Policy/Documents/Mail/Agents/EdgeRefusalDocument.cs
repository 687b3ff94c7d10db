using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>How a rule refuses a message.</summary>
[Document("a refusal")]
public sealed record EdgeRefusalDocument : Document
{
    /// <summary>The code.</summary>
    [Key("The code.", Default = "550", Minimum = "400", Maximum = "599")]
    public Located<int>? Code { get; init; }

    /// <summary>The status behind it (RFC 3463), of the same class.</summary>
    [Key("The status behind it (RFC 3463), of the same class.", Default = "(5.7.1, or 4.7.1 behind 4yz)", Example = "5.7.1")]
    public Located<string>? Status { get; init; }

    /// <summary>The text, in printable ASCII, 240 characters at most.</summary>
    [Key("The text, in printable ASCII, 240 characters at most.", Default = "Message rejected due to content restrictions")]
    public Located<string>? Text { get; init; }
}
