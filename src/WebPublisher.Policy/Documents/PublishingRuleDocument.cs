using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>One publishing rule: conditions, and what to do when all of them hold.</summary>
[Document("a publishing rule")]
public sealed record PublishingRuleDocument : TreatmentDocument
{
    /// <summary>Its name in logs, metrics and explanations.</summary>
    [Key("Its name in logs, metrics and explanations.", Required = true, Example = "OWA")]
    public Located<string>? Name { get; init; }

    /// <summary>Names of the listeners it applies to.</summary>
    [Key("Names of the listeners it applies to.", Default = "(all)", Example = "external-https")]
    public DocumentList<Located<string>> Listeners { get; init; } = new();

    /// <summary>Name of the destination set it applies to, or all.</summary>
    [Key("Name of the destination set it applies to, or all.", Default = "all", Example = "owa")]
    public Located<string>? Destinations { get; init; }

    /// <summary>Name of the client address set it applies to, or any.</summary>
    [Key("Name of the client address set it applies to, or any.", Default = "any", Example = "office")]
    public Located<string>? Clients { get; init; }

    /// <summary>Name of the schedule it applies in, or always.</summary>
    [Key("Name of the schedule it applies in, or always.", Default = "always", Example = "workHours")]
    public Located<string>? Schedule { get; init; }

    /// <summary>The HTTP methods it applies to.</summary>
    [Key("The HTTP methods it applies to.", Default = "(any)", Example = "GET")]
    public DocumentList<Located<string>> Methods { get; init; } = new();

    /// <summary>What happens to a request that meets every condition.</summary>
    [Key("What happens to a request that meets every condition.", Required = true)]
    public Located<RuleActionWord>? Action { get; init; }

    /// <summary>publish: name of the front end.</summary>
    [Key("publish: name of the front end.", Example = "owa-farm")]
    public Located<string>? To { get; init; }

    /// <summary>publish: https decrypts, inspects and encrypts again; http forwards in clear; tunnel relays TLS unopened.</summary>
    [Key("publish: https decrypts, inspects and encrypts again; http forwards in clear; tunnel relays TLS unopened.", Default = "https")]
    public Located<Bridging>? Bridging { get; init; }

    /// <summary>publish: whether the front end sees the published host name rather than its own.</summary>
    [Key("publish: whether the front end sees the published host name rather than its own.", Default = "true")]
    public Located<bool>? SendOriginalHost { get; init; }

    /// <summary>Whether plain HTTP is refused (403.4, code 12211).</summary>
    [Key("Whether plain HTTP is refused (403.4, code 12211).", Default = "true")]
    public Located<bool>? RequireSecureChannel { get; init; }

    /// <summary>Whether plain HTTP is redirected to the same URL over HTTPS rather than refused.</summary>
    [Key("Whether plain HTTP is redirected to the same URL over HTTPS rather than refused.", Default = "false")]
    public Located<bool>? RedirectToHttps { get; init; }

    /// <summary>The same as minimumKeyBits: 128, which always holds.</summary>
    [Key("The same as minimumKeyBits: 128, which always holds.", Default = "true")]
    public Located<bool>? Require128Bit { get; init; }

    /// <summary>The shortest symmetric key of a TLS session this rule serves; a shorter one is refused (403.5).</summary>
    [Key("The shortest symmetric key of a TLS session this rule serves; a shorter one is refused (403.5).", Default = "128", OneOf = ["128", "256"])]
    public Located<int>? MinimumKeyBits { get; init; }

    /// <summary>publish: replaces a path prefix on the way in, and puts it back on the way out.</summary>
    [Key("publish: replaces a path prefix on the way in, and puts it back on the way out.")]
    public PathMappingDocument? PathMapping { get; init; }

    /// <summary>publish: changes to the header of requests.</summary>
    [Key("publish: changes to the header of requests.")]
    public HeaderEditsDocument? RequestHeaders { get; init; }

    /// <summary>publish: changes to the header of responses.</summary>
    [Key("publish: changes to the header of responses.")]
    public HeaderEditsDocument? ResponseHeaders { get; init; }

    /// <summary>publish: the kind of webmail; brings sections with their paths, verbs, sizes, time-outs and filters.</summary>
    [Key("publish: the kind of webmail; brings sections with their paths, verbs, sizes, time-outs and filters.", Example = "exchange")]
    public Located<string>? Profile { get; init; }

    /// <summary>publish: parts of the site that are treated in their own way, by name; those of the profile keep what is not said anew.</summary>
    [Key("publish: parts of the site that are treated in their own way, by name; those of the profile keep what is not said anew.")]
    public DocumentMap<SectionDocument> Sections { get; init; } = new();

    /// <summary>redirect: where to.</summary>
    [Key("redirect: where to.")]
    public RedirectDocument? Redirect { get; init; }
}
