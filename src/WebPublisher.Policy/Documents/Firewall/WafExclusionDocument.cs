using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>Rules that are off, or do not look at certain targets.</summary>
[Document("an exclusion")]
public sealed record WafExclusionDocument : Document
{
    /// <summary>The rules: ids, ranges of ids, or tags.</summary>
    [Key("The rules: ids (942100), ranges of ids (942000-942999), or tags (attack-sqli).", Required = true, Example = "942100")]
    public DocumentList<Located<string>> Rules { get; init; } = new();

    /// <summary>What they do not look at; a selector between slashes is a regular expression.</summary>
    [Key("What they do not look at: ARGS:x, or a regular expression as in ARGS:/^x/.", Default = "(anything: the rules are off)", Example = "ARGS:/^_subject/")]
    public DocumentList<Located<string>> Targets { get; init; } = new();

    /// <summary>The paths for which this holds.</summary>
    [Key("The paths for which this holds.", Default = "(all of the section)", Example = "/webmail/search/*")]
    public DocumentList<Located<PathPattern>> Paths { get; init; } = new();
}
