using System.Collections.Immutable;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Directories;

/// <summary>An LDAP directory that is asked about mail addresses: always under TLS from the first byte (LDAPS), as a user of its own or as nobody.</summary>
public sealed record DirectoryPolicy
{
    /// <summary>The port of LDAPS.</summary>
    public const int UsualPort = 636;

    /// <summary>The servers, tried in order.</summary>
    public required ImmutableArray<FrontEndServer> Servers { get; init; }

    /// <summary>What a server's certificate must satisfy before anything is said to it.</summary>
    public FrontEndCertificatePolicy Certificate { get; init; } = new();

    /// <summary>The distinguished name of the entry below which is searched.</summary>
    public required string Base { get; init; }

    /// <summary>What an entry must satisfy for an address to exist.</summary>
    public required DirectoryFilter Filter { get; init; }

    /// <summary>The distinguished name to log on with; null to ask as nobody.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public Secret? Password { get; init; }

    /// <summary>The longest time for one answer, a connection and a logon included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most connections at a time; questions beyond wait for one, for <see cref="Timeout"/> at most.</summary>
    public int Connections { get; init; } = 4;
}
