using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Does what an operator's rules say with messages.</summary>
[Document("edge rules")]
public sealed record EdgeRulesDocument : Document
{
    /// <summary>The rules in order: each that fits is carried out, until one stops.</summary>
    [Key("The rules in order: each that fits is carried out, until one stops.", Required = true)]
    public DocumentList<EdgeRuleDocument> Rules { get; init; } = new();
}
