using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Commands;

/// <summary>An address that stands for anybody on the Internet: in no client address set that a rule or a receive connector uses.</summary>
internal static class StrangerAddress
{
    // RFC 5737 and RFC 3849 reserve these for documentation; a policy may still name one or all of them.
    private static readonly IPAddress[] Candidates =
        [.. new[] { "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1" }.Select(IPAddress.Parse)];

    /// <summary>The first candidate that no receive connector's client address set contains, and no list of load balancers; the first of all when there is none.</summary>
    public static IPAddress For(MailPolicy policy) => Candidates.FirstOrDefault(candidate => !policy.ReceiveConnectors.Any(connector =>
        connector.RemoteAddresses?.Contains(candidate) == true || connector.ProxyProtocolFrom.Any(network => network.Contains(candidate)))) ?? Candidates[0];

    /// <summary>The first candidate that no rule's client address set contains; the first of all when there is none.</summary>
    public static IPAddress For(WebPolicy policy) =>
        Candidates.FirstOrDefault(candidate => !policy.Rules.Any(rule => rule.Clients?.Contains(candidate) == true)) ?? Candidates[0];
}
