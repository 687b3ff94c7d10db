using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>What is done with messages that satisfy conditions.</summary>
[Document("an edge rule")]
public sealed record EdgeRuleDocument : Document
{
    /// <summary>Its name in logs.</summary>
    [Key("Its name in logs.", Required = true, Example = "no large videos")]
    public Located<string>? Name { get; init; }

    /// <summary>All of these must hold; without any, the rule is about every message.</summary>
    [Key("All of these must hold; without any, the rule is about every message.")]
    public EdgeConditionsDocument? When { get; init; }

    /// <summary>None of these may hold.</summary>
    [Key("None of these may hold.")]
    public EdgeConditionsDocument? Except { get; init; }

    /// <summary>What is done.</summary>
    [Key("What is done.", Required = true)]
    public EdgeActionsDocument? Then { get; init; }
}
