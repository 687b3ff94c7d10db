using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>How users log on to a section, and what failed logons lead to.</summary>
public sealed record LogonPolicy
{
    /// <summary>The forms by which users log on.</summary>
    public ImmutableArray<LogonForm> Forms { get; init; } = [];

    /// <summary>Whether Authorization: Basic is guarded.</summary>
    public bool Basic { get; init; }

    /// <summary>Whether NTLM is guarded, in NTLM and in Negotiate.</summary>
    public bool Ntlm { get; init; }

    /// <summary>Failed logons of a user from one network, or from one known device, within <see cref="Window"/> that lock it out.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>How long a failed logon counts.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a lock holds.</summary>
    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Users who fail from one network within <see cref="Window"/> that lock it for devices that are not known.</summary>
    public int UsersPerNetwork { get; init; } = 20;

    /// <summary>Failed logons of a user from everywhere within <see cref="Window"/>, after which devices that are not known wait.</summary>
    public int DelayAfter { get; init; } = 20;

    /// <summary>The prefix length of an IPv4 network.</summary>
    public int Ipv4Prefix { get; init; } = 24;

    /// <summary>The prefix length of an IPv6 network.</summary>
    public int Ipv6Prefix { get; init; } = 64;

    /// <summary>Networks that are not locked as a whole, because many users stand behind them.</summary>
    public ImmutableArray<ClientAddressSet> SharedNetworks { get; init; } = [];

    /// <summary>How long a device is known after its user has logged on; zero for never.</summary>
    public TimeSpan RememberDevices { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What the domain in a user's name means.</summary>
    public UserDomains Domains { get; init; }
}
