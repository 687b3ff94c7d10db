using System.Net;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>The IP addresses from one to another of the same family, both included; one address and a network are ranges too.</summary>
public sealed record AddressRange
{
    private readonly UInt128 _from;
    private readonly UInt128 _to;

    /// <summary>Makes a range.</summary>
    /// <param name="first">The lowest address.</param>
    /// <param name="last">The highest.</param>
    /// <exception cref="ArgumentException">They are of two families, or the wrong way round.</exception>
    public AddressRange(IPAddress first, IPAddress last)
    {
        (First, Last, _from, _to) = (first, last, Number(first), Number(last));
        if (first.AddressFamily != last.AddressFamily || _from > _to)
        {
            throw new ArgumentException($"{first} to {last} is no range.", nameof(last));
        }
    }

    /// <summary>The lowest address.</summary>
    public IPAddress First { get; }

    /// <summary>The highest address.</summary>
    public IPAddress Last { get; }

    /// <summary>Whether the address is one of them.</summary>
    public bool Contains(IPAddress address) => address.AddressFamily == First.AddressFamily && Number(address) is var number && number >= _from && number <= _to;

    /// <summary>The place of an address among those of its family.</summary>
    internal static UInt128 Number(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var length);
        var number = UInt128.Zero;
        foreach (var octet in octets[..length])
        {
            number = (number << 8) | octet;
        }

        return number;
    }

    /// <inheritdoc/>
    public override string ToString() => First.Equals(Last) ? $"{First}" : $"{First}-{Last}";
}
