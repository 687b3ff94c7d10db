using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>A list of addresses that somebody publishes in DNS (RFC 5782): an address that is on it has an A record below the list's zone.</summary>
public sealed record AddressListProvider
{
    /// <summary>What a client on a list is told; <c>{0}</c> is its address, <c>{zone}</c> the list's zone.</summary>
    public const string DefaultResponse = "E-mail rejected because your IP address {0} is listed by {zone}.";

    /// <summary>The longest zone in characters: 32 digits of an IPv6 address with dots between them, 64 characters, fit in front of it (RFC 1035 section 2.3.4).</summary>
    public const int LongestZone = 189;

    private const byte Loopback = 127;
    private const byte Complaints = 255;

    /// <summary>Its name in logs.</summary>
    public required string Name { get; init; }

    /// <summary>The zone that addresses are looked up below: lower case, A-labels.</summary>
    public required string Zone { get; init; }

    /// <summary>Bits of which the last octet of an answer has at least one; null when they do not count.</summary>
    public int? Bitmask { get; init; }

    /// <summary>The answers that count; empty when they do not.</summary>
    public ImmutableArray<AddressRange> Addresses { get; init; } = [];

    /// <summary>What a client on it is told behind <c>550 5.7.1</c>.</summary>
    public string Response { get; init; } = DefaultResponse;

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>
    /// Whether an answer says that the address asked about is on the list. Unless the operator names answers, those of 127.0.0.0/8 do (RFC 5782 section 2.1), but for 127.255.255.0/24, by
    /// which lists tell whoever they will not answer, and everybody else's nothing: a zone whose owner has lost it may answer for every name.
    /// </summary>
    public bool IsListing(IPAddress answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!Addresses.IsEmpty)
        {
            return Addresses.Any(range => range.Contains(answer));
        }

        Span<byte> octets = stackalloc byte[4];
        return answer.AddressFamily == AddressFamily.InterNetwork && answer.TryWriteBytes(octets, out _)
            && octets[0] == Loopback && octets[1..3] is not [Complaints, Complaints] && (Bitmask is not { } mask || (octets[3] & mask) != 0);
    }
}
