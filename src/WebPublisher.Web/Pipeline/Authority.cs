using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Web.Pipeline;

/// <summary>A host and a port as they stand in a Host field or a URL (RFC 3986 section 3.2, RFC 9110 section 7.2).</summary>
/// <param name="Host">Lower case, without trailing dot; IPv6 without brackets, in its canonical form (RFC 5952).</param>
/// <param name="Port">1 to 65535, or null when none was given.</param>
public readonly record struct Authority(string Host, int? Port)
{
    private const int MaximumNameLength = 253;
    private const int MaximumLabelLength = 63;

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-.");
    private static readonly SearchValues<char> s_upperCase = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// Reads <paramref name="text"/>, which must be a host name (letters, digits, hyphen and underscore; labels of at most 63 characters, 253 in all), an IPv4 address
    /// or a bracketed IPv6 address, with or without a port. User information, lists, zone identifiers and empty ports are refused.
    /// </summary>
    public static bool TryParse(string text, out Authority authority)
    {
        authority = default;
        var span = text.AsSpan();
        if (span.StartsWith('['))
        {
            var end = span.IndexOf(']');
            if (end < 0 || !TryParsePort(span[(end + 1)..], out var addressPort) || !TryParseAddress(span[1..end], out var address))
            {
                return false;
            }

            authority = new Authority(address, addressPort);
            return true;
        }

        var colon = span.IndexOf(':');
        var name = colon < 0 ? span : span[..colon];
        if (!TryParsePort(colon < 0 ? default : span[colon..], out var port))
        {
            return false;
        }

        name = name.EndsWith('.') ? name[..^1] : name;
        if (!IsName(name))
        {
            return false;
        }

        var unchanged = name.Length == text.Length && !name.ContainsAny(s_upperCase);
        authority = new Authority(unchanged ? text : name.ToString().ToLowerInvariant(), port);
        return true;
    }

    /// <summary>The form for a Host field or a URL of <paramref name="scheme"/>: IPv6 in brackets, the scheme's default port left out.</summary>
    public string ToString(string scheme)
    {
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        var isDefault = Port is null || Port == (string.Equals(scheme, "https", StringComparison.Ordinal) ? 443 : 80);
        return isDefault ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{Port}");
    }

    private static bool TryParsePort(ReadOnlySpan<char> text, out int? port)
    {
        port = null;
        if (text.IsEmpty)
        {
            return true;
        }

        // Nothing but digits: int.Parse alone would take a sign or white space.
        if (text[0] != ':' || text.Length is < 2 or > 6 || text[1..].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var number = int.Parse(text[1..], CultureInfo.InvariantCulture);
        port = number;
        return number is >= 1 and <= 65535;
    }

    private static bool TryParseAddress(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? address)
    {
        address = !text.Contains('%') && IPAddress.TryParse(text, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 ? parsed.ToString() : null;
        return address is not null;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaximumNameLength || name.ContainsAnyExcept(s_nameCharacters))
        {
            return false;
        }

        while (true)
        {
            var dot = name.IndexOf('.');
            if ((dot < 0 ? name.Length : dot) is 0 or > MaximumLabelLength)
            {
                return false;
            }

            if (dot < 0)
            {
                return true;
            }

            name = name[(dot + 1)..];
        }
    }
}
