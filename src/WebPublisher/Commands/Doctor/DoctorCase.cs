using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy;
using WebPublisher.Publishing;

namespace WebPublisher.Commands.Doctor;

/// <summary>What the doctor examines.</summary>
internal sealed class DoctorCase
{
    /// <summary>The most things of an area that are looked at; a policy with more is examined in part.</summary>
    public const int MostSubjects = 200;

    /// <summary>The longest time for one thing.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    /// <summary>The policy.</summary>
    public required PublisherPolicy Policy { get; init; }

    /// <summary>Every file it was read from.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Where names are looked up: as the policy says.</summary>
    public required IDnsLookup Dns { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The addresses by which the Internet sees this machine, as the operator says; empty where nobody said.</summary>
    public ImmutableArray<IPAddress> Public { get; init; } = [];

    /// <summary>A server of NTP to compare the clock with, or null.</summary>
    public string? TimeServer { get; init; }

    /// <summary>Whether an address is one of this machine, as the policy binds it or as the operator says.</summary>
    public bool IsHere(IPAddress address) => Public.Contains(address) || PublishedNamesCheck.AddressesOf(Policy).Contains(address);

    /// <summary>The addresses of a name.</summary>
    /// <returns>None where there are none, or DNS fails: then with the reason.</returns>
    public async Task<(ImmutableArray<IPAddress> Addresses, string? Failure)> ResolveAsync(DnsName name, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Dns.LookUpAsync(name, DnsType.A, cancellation).AsTask(), Dns.LookUpAsync(name, DnsType.Aaaa, cancellation).AsTask());
        ImmutableArray<IPAddress> addresses = [.. answers.SelectMany(answer => answer.Records).OfType<AddressRecord>().Select(record => record.Address)];
        return (addresses, addresses.IsEmpty ? answers.Select(answer => answer.Status == DnsAnswerStatus.TemporaryFailure ? $"DNS fails: {answer.Failure}" : null).FirstOrDefault(text => text is not null) : null);
    }

    /// <summary>Whether nobody on the Internet can reach an address (RFC 1918, RFC 4193, RFC 6598, loopback, link-local).</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var octets = address.GetAddressBytes();
        return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
            || (address.AddressFamily == AddressFamily.InterNetwork && (octets[0] == 10
                || (octets[0] == 172 && octets[1] is >= 16 and < 32)
                || (octets[0] == 192 && octets[1] == 168)
                || (octets[0] == 169 && octets[1] == 254)
                || (octets[0] == 100 && octets[1] is >= 64 and < 128)));
    }
}
