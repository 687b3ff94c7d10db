using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>An LDAP directory that is asked about addresses.</summary>
[Document("a directory")]
public sealed record DirectoryDocument : Document
{
    /// <summary>The servers with their LDAPS ports, tried in order.</summary>
    [Key("The servers with their LDAPS ports, tried in order.", Required = true, Example = "dc01.example.com:636")]
    public DocumentList<Located<FrontEndServer>> Servers { get; init; } = new();

    /// <summary>What a server's certificate must satisfy before anything is said to it.</summary>
    [Key("What a server's certificate must satisfy before anything is said to it.")]
    public FrontEndCertificateDocument? Certificate { get; init; }

    /// <summary>The entry below which is searched.</summary>
    [Key("The entry below which is searched.", Required = true, Example = "dc=example,dc=com")]
    public Located<string>? Base { get; init; }

    /// <summary>What an entry must satisfy for an address to exist; {0} is the address.</summary>
    [Key("What an entry must satisfy for an address to exist; {0} is the address.", Required = true, Example = "(|(mail={0})(proxyAddresses=smtp:{0}))")]
    public Located<DirectoryFilter>? Filter { get; init; }

    /// <summary>The distinguished name it logs on with.</summary>
    [Key("The distinguished name it logs on with.", Default = "(nobody)", Example = "cn=edge,ou=services,dc=example,dc=com")]
    public Located<string>? User { get; init; }

    /// <summary>The password of the user.</summary>
    [Key("The password of the user.")]
    public SecretDocument? Password { get; init; }

    /// <summary>The longest time for one answer, a connection and a logon included.</summary>
    [Key("The longest time for one answer, a connection and a logon included.", Default = "5s", Minimum = "100ms", Maximum = "1m")]
    public Located<TimeSpan>? Timeout { get; init; }

    /// <summary>The most connections at a time.</summary>
    [Key("The most connections at a time.", Default = "4", Minimum = "1", Maximum = "64")]
    public Located<int>? Connections { get; init; }
}
