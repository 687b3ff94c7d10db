using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Filtering;
using WebPublisher.Policy.Documents.Firewall;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>
/// How requests that are published are treated. A profile says it for its sections, a rule for all of its own or for one; what stands closest holds, key by key.
/// </summary>
public abstract record TreatmentDocument : Document
{
    /// <summary>publish: the longest request body, or none for no limit; a longer one is refused (413).</summary>
    [Key("publish: the longest request body, or none for no limit; a longer one is refused (413).", Default = "36MB")]
    public Located<ByteLimit>? MaxRequestBody { get; init; }

    /// <summary>publish: how long requests and answers may take, and how slow and long they may be.</summary>
    [Key("publish: how long requests and answers may take, and how slow and long they may be.", Default = "(as usual)")]
    public LimitsDocument? Limits { get; init; }

    /// <summary>publish: whether a slash may stand encoded (%2F) in a segment of the path, where groupware names folders so; it is forwarded as it came. Elsewhere it is refused (400).</summary>
    [Key("publish: whether a slash may stand encoded (%2F) in a segment of the path, where groupware names folders so; it is forwarded as it came. Elsewhere it is refused (400).", Default = "false")]
    public Located<bool>? EncodedSlash { get; init; }

    /// <summary>publish: how many requests one client and one user may make.</summary>
    [Key("publish: how many requests one client and one user may make.", Default = "(no limits)")]
    public RateLimitsDocument? RateLimits { get; init; }

    /// <summary>publish: known attacks that are stopped in front of the software they are aimed at.</summary>
    [Key("publish: known attacks that are stopped in front of the software they are aimed at.", Default = "(those that suit every site)")]
    public VirtualPatchesDocument? VirtualPatches { get; init; }

    /// <summary>publish: how users log on, and what failed logons lead to.</summary>
    [Key("publish: how users log on, and what failed logons lead to.", Default = "(not guarded)")]
    public LogonDocument? Logon { get; init; }

    /// <summary>publish: what requests and answers must look like to pass (403, code 12217).</summary>
    [Key("publish: what requests and answers must look like to pass (403, code 12217).", Default = "(nothing is filtered)")]
    public HttpFilterDocument? HttpFilter { get; init; }

    /// <summary>publish: rules in ModSecurity's language by which requests and answers are judged, such as the OWASP Core Rule Set.</summary>
    [Key("publish: rules in ModSecurity's language by which requests and answers are judged, such as the OWASP Core Rule Set.", Default = "(off)")]
    public WafDocument? Waf { get; init; }

    /// <summary>publish: HTTP authentication between clients and the front end.</summary>
    [Key("publish: HTTP authentication between clients and the front end.", Default = "(all but negotiate and ntlm pass)")]
    public AuthenticationDocument? Authentication { get; init; }

    /// <summary>publish: which links in bodies that lead inside are translated.</summary>
    [Key("publish: which links in bodies that lead inside are translated.")]
    public LinkTranslationDocument? LinkTranslation { get; init; }
}
