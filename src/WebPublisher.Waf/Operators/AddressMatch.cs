using System.Buffers;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@ipMatch</c> and <c>@ipMatchFromFile</c>: whether an address is one of the list or in one of its networks. A value that is no address matches nothing.</summary>
internal sealed class AddressMatch : RuleOperator
{
    private const int LongestAddress = 45;
    private static readonly SearchValues<char> Version4Characters = SearchValues.Create("0123456789.");
    private readonly (UInt128 First, UInt128 Last)[] _ranges4;
    private readonly (UInt128 First, UInt128 Last)[] _ranges6;

    private AddressMatch(IEnumerable<IPNetwork> networks)
    {
        var byFamily = networks.ToLookup(network => network.BaseAddress.AddressFamily);
        _ranges4 = Merge(byFamily[AddressFamily.InterNetwork]);
        _ranges6 = Merge(byFamily[AddressFamily.InterNetworkV6]);
    }

    /// <summary>Reads addresses and networks.</summary>
    /// <param name="entries">Each an address, or a network as an address, a slash and a length from 1 on; bits behind the length are ignored.</param>
    /// <param name="error">What is wrong with the first that is wrong.</param>
    public static AddressMatch? Parse(IEnumerable<string> entries, out string? error)
    {
        var networks = new List<IPNetwork>();
        foreach (var entry in entries)
        {
            var slash = entry.IndexOf('/', StringComparison.Ordinal);
            var length = 0;
            if (!TryParseAddress(slash < 0 ? entry : entry.AsSpan(0, slash), out var address)
                || (slash >= 0 && (!int.TryParse(entry.AsSpan(slash + 1), out length) || length < 1 || length > Bits(address!))))
            {
                error = $"'{entry}' is neither an IP address nor a network such as 192.0.2.0/24 or 2001:db8::/32.";
                return null;
            }

            networks.Add(NetworkOf(address!, slash < 0 ? Bits(address!) : length));
        }

        error = null;
        return new AddressMatch(networks);
    }

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        if (value.Length > LongestAddress || !TryParseAddress(value.Span, out var address))
        {
            return false;
        }

        var number = Number(address!);
        var ranges = address!.AddressFamily == AddressFamily.InterNetwork ? _ranges4 : _ranges6;
        int low = 0, high = ranges.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Last < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ranges.Length && ranges[low].First <= number;
    }

    /// <summary>As inet_pton: four decimal numbers, or eight groups without brackets or a scope.</summary>
    private static bool TryParseAddress(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        var isVersion6 = text.Contains(':');
        return text.IndexOfAny('[', '%') < 0
            && (isVersion6 || (text.Count('.') == 3 && !text.ContainsAnyExcept(Version4Characters)))
            && IPAddress.TryParse(text, out address)
            && (isVersion6 || !HasLeadingZero(text));
    }

    private static bool HasLeadingZero(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '0' && text[i + 1] != '.' && (i == 0 || text[i - 1] == '.'))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork NetworkOf(IPAddress address, int length)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var count);
        for (var bit = length; bit < count * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes[..count]), length);
    }

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var count);
        UInt128 number = 0;
        foreach (var value in bytes[..count])
        {
            number = (number << 8) | value;
        }

        return number;
    }

    private static (UInt128 First, UInt128 Last)[] Merge(IEnumerable<IPNetwork> networks)
    {
        var merged = new List<(UInt128 First, UInt128 Last)>();
        foreach (var network in networks.OrderBy(network => Number(network.BaseAddress)))
        {
            var first = Number(network.BaseAddress);
            var last = first | ((UInt128.One << (Bits(network.BaseAddress) - network.PrefixLength)) - 1);
            if (merged.Count > 0 && first <= merged[^1].Last)
            {
                merged[^1] = (merged[^1].First, UInt128.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return [.. merged];
    }
}
