using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Policy.Operations;

/// <summary>Who is asked for names that mail brings: of senders' domains, of lists of addresses.</summary>
/// <param name="Servers">Servers that look names up for others, the one to ask first first; none means those of <c>/etc/resolv.conf</c>.</param>
/// <param name="Timeout">How long a server has for one answer.</param>
public sealed record DnsPolicy(ImmutableArray<IPEndPoint> Servers, TimeSpan Timeout)
{
    /// <summary>What holds when the policy says nothing. A resolver that has to find an answer first takes a second or two.</summary>
    public static DnsPolicy Default { get; } = new([], TimeSpan.FromSeconds(3));
}
