using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Smtp.Dns;

/// <summary>How names are looked up.</summary>
public sealed record DnsResolverOptions
{
    /// <summary>Servers that look names up for others, the one to ask first first. None fails every look-up.</summary>
    public required ImmutableArray<IPEndPoint> Servers { get; init; }

    /// <summary>How long a server has for one answer, over UDP and, if that does not do, again over TCP.</summary>
    public TimeSpan Timeout { get; init; } = DnsPolicy.Default.Timeout;

    /// <summary>How often each server is asked before a look-up fails. Datagrams get lost; two are rarely lost in a row.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>A server that has not answered is asked after all others for this long.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most answers kept; a strange name costs some 300 octets.</summary>
    public int CachedAnswers { get; init; } = 20_000;

    /// <summary>Answers are kept at least this long, whatever their zone says: one message may ask for the same name several times.</summary>
    public TimeSpan MinimumLife { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Answers are kept at most this long.</summary>
    public TimeSpan MaximumLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>That a name or record does not exist is believed at most this long (RFC 2308 section 5 recommends one to three hours).</summary>
    public TimeSpan MaximumNegativeLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A failure is kept this long, so that a zone out of order is not asked again by every message (RFC 9520 section 3.2: 1 s to 5 min).</summary>
    public TimeSpan FailureLife { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most queries on their way to servers at a time; each holds a socket.</summary>
    public int ConcurrentQueries { get; init; } = 256;

    /// <summary>The most different look-ups under way at a time, those that wait for a query's turn included; further ones fail at once.</summary>
    public int ConcurrentLookups { get; init; } = 4096;

    /// <summary>What the operator wants: servers of the policy, or the system's when it names none.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="systemServers">The system's servers, from <see cref="ResolvConf"/>.</param>
    public static DnsResolverOptions From(DnsPolicy policy, ImmutableArray<IPEndPoint> systemServers)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new DnsResolverOptions { Servers = policy.Servers.IsEmpty ? systemServers : policy.Servers, Timeout = policy.Timeout };
    }
}
