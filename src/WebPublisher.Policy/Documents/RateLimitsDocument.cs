using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>How many requests one client and one user may make.</summary>
[Document("rate limits")]
public sealed record RateLimitsDocument : Document
{
    /// <summary>Whether they apply; false switches those of a profile off.</summary>
    [Key("Whether they apply; false switches those of a profile off.", Default = "true")]
    public Located<bool>? Enabled { get; init; }

    /// <summary>What one client may do: an IPv4 address, or an IPv6 /64.</summary>
    [Key("What one client may do: an IPv4 address, or an IPv6 /64.")]
    public RateLimitDocument? PerClient { get; init; }

    /// <summary>What one user may do, known by a session cookie or by the name in Authorization: Basic.</summary>
    [Key("What one user may do, known by a session cookie or by the name in Authorization: Basic.")]
    public RateLimitDocument? PerUser { get; init; }

    /// <summary>Names of the cookies that users' sessions are known by.</summary>
    [Key("Names of the cookies that users' sessions are known by.", Example = "roundcube_sessauth")]
    public DocumentList<Located<string>> SessionCookies { get; init; } = new();

    /// <summary>Client address sets that are not limited.</summary>
    [Key("Client address sets that are not limited.", Example = "office")]
    public DocumentList<Located<string>> Except { get; init; } = new();
}
