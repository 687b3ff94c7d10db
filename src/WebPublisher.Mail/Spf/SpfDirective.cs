using System.Net;

namespace WebPublisher.Mail.Spf;

/// <summary>A mechanism with its qualifier.</summary>
/// <param name="Result">The result when it matches.</param>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="Text">The term as it is written.</param>
internal sealed record SpfDirective(SpfResult Result, SpfMechanism Mechanism, string Text)
{
    /// <summary>The name it concerns; null means the domain of the record.</summary>
    public SpfMacroString? Target { get; init; }

    /// <summary>The network of <c>ip4</c> and <c>ip6</c>: an address, of which <see cref="Ip4Prefix"/> or <see cref="Ip6Prefix"/> bits count.</summary>
    public IPAddress? Network { get; init; }

    /// <summary>How many bits of an IPv4 address are compared.</summary>
    public int Ip4Prefix { get; init; } = 32;

    /// <summary>How many bits of an IPv6 address are compared.</summary>
    public int Ip6Prefix { get; init; } = 128;

    /// <summary>Whether it counts against <see cref="SpfLimits.MaximumLookups"/>.</summary>
    public bool LooksUp => Mechanism is SpfMechanism.Include or SpfMechanism.A or SpfMechanism.Mx or SpfMechanism.Ptr or SpfMechanism.Exists;

    /// <summary>Whether <paramref name="client"/> and <paramref name="address"/> agree in as many bits as are compared.</summary>
    public bool Covers(IPAddress client, IPAddress address)
    {
        if (client.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        Span<byte> one = stackalloc byte[16];
        Span<byte> other = stackalloc byte[16];
        _ = client.TryWriteBytes(one, out var length);
        _ = address.TryWriteBytes(other, out _);
        var bits = length == 4 ? Ip4Prefix : Ip6Prefix;
        var whole = bits / 8;
        return one[..whole].SequenceEqual(other[..whole]) && (bits % 8 == 0 || (one[whole] ^ other[whole]) >> (8 - (bits % 8)) == 0);
    }
}
