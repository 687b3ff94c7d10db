using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>How users log on to the site, and what failed logons lead to.</summary>
[Document("a logon")]
public sealed record LogonDocument : Document
{
    /// <summary>Whether logons are guarded; false switches the guard of a profile off.</summary>
    [Key("Whether logons are guarded; false switches the guard of a profile off.", Default = "true")]
    public Located<bool>? Enabled { get; init; }

    /// <summary>The forms by which users log on.</summary>
    [Key("The forms by which users log on.", MayBeEmpty = true)]
    public DocumentList<LogonFormDocument> Forms { get; init; } = new();

    /// <summary>Whether Authorization: Basic is guarded. For sections where every path needs a logon: an answer below 400 is taken for a success.</summary>
    [Key("Whether Authorization: Basic is guarded. For sections where every path needs a logon: an answer below 400 is taken for a success.", Default = "false")]
    public Located<bool>? Basic { get; init; }

    /// <summary>Whether NTLM is guarded, in Authorization: NTLM and in Negotiate.</summary>
    [Key("Whether NTLM is guarded, in Authorization: NTLM and in Negotiate.", Default = "false")]
    public Located<bool>? Ntlm { get; init; }

    /// <summary>Failed logons of a user from one network within the window that lock the user out there. Stay below the directory's own threshold.</summary>
    [Key("Failed logons of a user from one network within the window that lock the user out there. Stay below the directory's own threshold.", Default = "5", Minimum = "1", Maximum = "100")]
    public Located<int>? Failures { get; init; }

    /// <summary>How long a failed logon counts.</summary>
    [Key("How long a failed logon counts.", Default = "15m", Minimum = "1m", Maximum = "24h")]
    public Located<TimeSpan>? Window { get; init; }

    /// <summary>How long a lock holds.</summary>
    [Key("How long a lock holds.", Default = "15m", Minimum = "1m", Maximum = "24h")]
    public Located<TimeSpan>? Lockout { get; init; }

    /// <summary>Users whose logons fail from one network within the window that lock it for all devices that are not known.</summary>
    [Key("Users whose logons fail from one network within the window that lock it for all devices that are not known.", Default = "20", Minimum = "2", Maximum = "1000")]
    public Located<int>? UsersPerNetwork { get; init; }

    /// <summary>Failed logons of a user from all networks within the window, after which devices that are not known wait up to 5 s.</summary>
    [Key("Failed logons of a user from all networks within the window, after which devices that are not known wait up to 5 s.", Default = "20", Minimum = "1", Maximum = "1000")]
    public Located<int>? DelayAfter { get; init; }

    /// <summary>The prefix length of an IPv4 network.</summary>
    [Key("The prefix length of an IPv4 network.", Default = "24", Minimum = "8", Maximum = "32")]
    public Located<int>? Ipv4Network { get; init; }

    /// <summary>The prefix length of an IPv6 network.</summary>
    [Key("The prefix length of an IPv6 network.", Default = "64", Minimum = "16", Maximum = "128")]
    public Located<int>? Ipv6Network { get; init; }

    /// <summary>Client address sets behind which many users stand: such networks are not locked as a whole.</summary>
    [Key("Client address sets behind which many users stand: such networks are not locked as a whole.", Example = "office")]
    public DocumentList<Located<string>> SharedNetworks { get; init; } = new();

    /// <summary>How long a browser or phone is known after its user has logged on; 0s for never.</summary>
    [Key("How long a browser or phone is known after its user has logged on; 0s for never.", Default = "90d", Minimum = "0s", Maximum = "400d")]
    public Located<TimeSpan>? RememberDevices { get; init; }

    /// <summary>Whether DOMAIN\ann, ann@example.com and ann are one user (ignore), or only what is written alike is (keep).</summary>
    [Key("Whether DOMAIN\\ann, ann@example.com and ann are one user (ignore), or only what is written alike is (keep).", Default = "ignore")]
    public Located<UserDomains>? Domains { get; init; }
}
