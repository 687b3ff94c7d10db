using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Documents.Firewall;

/// <summary>The web application firewall: rules in ModSecurity's language, by which requests and answers are judged.</summary>
[Document("a web application firewall")]
public sealed record WafDocument : Document
{
    /// <summary>Whether its rules are asked: block refuses what they condemn (403, code 12217), detect only tells of it.</summary>
    [Key("Whether its rules are asked: block refuses what they condemn (403, code 12217), detect only tells of it.", Default = "off")]
    public Located<FirewallMode>? Mode { get; init; }

    /// <summary>The folder of the rule set: rules/*.conf and, where it has one, crs-setup.conf.</summary>
    [Key("The folder of the rule set: rules/*.conf and, where it has one, crs-setup.conf.", Default = "/usr/share/modsecurity-crs", Example = "crs")]
    public Located<FilePath>? RuleSet { get; init; }

    /// <summary>The paranoia level: how suspicious the rules are that count.</summary>
    [Key("The paranoia level: how suspicious the rules are that count.", Default = "1", Minimum = "1", Maximum = "4")]
    public Located<int>? Paranoia { get; init; }

    /// <summary>The paranoia level up to which rules are told of; those above paranoia count for nothing.</summary>
    [Key("The paranoia level up to which rules are told of; those above paranoia count for nothing.", Default = "(paranoia)", Minimum = "1", Maximum = "4")]
    public Located<int>? DetectionParanoia { get; init; }

    /// <summary>The anomaly score that condemns a request; a critical rule counts 5.</summary>
    [Key("The anomaly score that condemns a request; a critical rule counts 5.", Default = "5", Minimum = "1", Maximum = "10000")]
    public Located<int>? InboundThreshold { get; init; }

    /// <summary>The anomaly score that condemns an answer.</summary>
    [Key("The anomaly score that condemns an answer.", Default = "4", Minimum = "1", Maximum = "10000")]
    public Located<int>? OutboundThreshold { get; init; }

    /// <summary>Rule files of your own around the rule set.</summary>
    [Key("Rule files of your own around the rule set.")]
    public WafIncludeDocument? Include { get; init; }

    /// <summary>What the rule set forbids anywhere and this site needs.</summary>
    [Key("What the rule set forbids anywhere and this site needs.")]
    public WafAllowDocument? Allow { get; init; }

    /// <summary>Fields in which people write what they like, passwords among them: no rule of the rule set looks into them.</summary>
    [Key("Fields in which people write what they like, passwords among them: no rule of the rule set looks into them.", Example = "ARGS:_message", MayBeEmpty = true)]
    public DocumentList<Located<string>> FreeText { get; init; } = new();

    /// <summary>Rules that are off, or do not look at certain targets.</summary>
    [Key("Rules that are off, or do not look at certain targets.", MayBeEmpty = true)]
    public DocumentList<WafExclusionDocument> Exclusions { get; init; } = new();

    /// <summary>How bodies of requests are inspected.</summary>
    [Key("How bodies of requests are inspected.", Default = "(the first 128KB)")]
    public WafRequestBodyDocument? RequestBody { get; init; }

    /// <summary>How answers are inspected.</summary>
    [Key("How answers are inspected.", Default = "(not inspected)")]
    public WafResponseDocument? Response { get; init; }

    /// <summary>The most arguments a request may have; one with more is refused (400) rather than judged.</summary>
    [Key("The most arguments a request may have; one with more is refused (400) rather than judged.", Default = "1000", Minimum = "1", Maximum = "100000")]
    public Located<int>? MaxArguments { get; init; }

    /// <summary>The most time the rules may take for one request; one that takes more is refused.</summary>
    [Key("The most time the rules may take for one request; one that takes more is refused.", Default = "1s", Minimum = "10ms", Maximum = "1m")]
    public Located<TimeSpan>? TimeBudget { get; init; }
}
