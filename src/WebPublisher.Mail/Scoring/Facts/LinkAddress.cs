using System.Buffers;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>The parts of a web address that tell where it leads.</summary>
/// <param name="Scheme">In lower case; empty when there is none.</param>
/// <param name="Host">In lower case, without port, brackets and a final dot.</param>
/// <param name="Path">Everything behind the host.</param>
/// <param name="HasUser">Whether a name stands in front of the host, as in <c>https://bank.example@elsewhere.example/</c>.</param>
/// <param name="HasPort">Whether a port is given.</param>
public readonly record struct LinkAddress(string Scheme, string Host, string Path, bool HasUser, bool HasPort)
{
    private static readonly SearchValues<char> s_numeric = SearchValues.Create("0123456789.xabcdef");

    /// <summary>Reads an address of the web; false of other schemes, of relative addresses and of what is no address.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out LinkAddress address)
    {
        address = default;
        text = text.Trim();
        var colon = text.IndexOf(':');
        string scheme;
        if (text.StartsWith("//"))
        {
            scheme = "";
            text = text[2..];
        }
        else if (colon is 4 or 5 && (text[..colon].Equals("http", StringComparison.OrdinalIgnoreCase) || text[..colon].Equals("https", StringComparison.OrdinalIgnoreCase)))
        {
            scheme = colon == 4 ? "http" : "https";
            text = text[(colon + 1)..].TrimStart("/\\");
        }
        else if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            scheme = "";
        }
        else
        {
            return false;
        }

        var end = text.IndexOfAny("/?#\\");
        var authority = end < 0 ? text : text[..end];
        var path = end < 0 ? default : text[end..];
        var user = authority.LastIndexOf('@');
        var host = authority[(user + 1)..];
        var port = host.LastIndexOf(':');
        var hasPort = port > 0 && port + 1 < host.Length && !host[(port + 1)..].ContainsAnyExceptInRange('0', '9');
        host = (hasPort ? host[..port] : host).Trim("[].");
        if (host.IsEmpty || host.Length > 255)
        {
            return false;
        }

        address = new LinkAddress(scheme, host.ToString().ToLowerInvariant(), path.ToString(), user >= 0, hasPort);
        return true;
    }

    /// <summary>Whether the host is an IP address in some spelling.</summary>
    public bool IsNumeric => Host.Contains(':', StringComparison.Ordinal) || !Host.AsSpan().ContainsAnyExcept(s_numeric) && char.IsAsciiDigit(Host[0]) && char.IsAsciiDigit(Host[^1]);
}
