using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>How an answer of the site looks; all that is written must hold.</summary>
[Document("an answer to a logon")]
public sealed record LogonAnswerDocument : Document
{
    /// <summary>Its status is one of these.</summary>
    [Key("Its status is one of these.", Minimum = "200", Maximum = "599", Example = "302")]
    public DocumentList<Located<int>> Status { get; init; } = new();

    /// <summary>It sets one of these cookies.</summary>
    [Key("It sets one of these cookies.", Example = "cadata")]
    public DocumentList<Located<string>> Cookies { get; init; } = new();

    /// <summary>Its Location field contains this text, in upper or lower case.</summary>
    [Key("Its Location field contains this text, in upper or lower case.", Example = "reason=2")]
    public Located<string>? Location { get; init; }
}
