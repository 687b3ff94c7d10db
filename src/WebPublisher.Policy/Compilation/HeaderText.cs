using System.Buffers;

namespace WebPublisher.Policy.Compilation;

/// <summary>The grammar of header fields (RFC 9110 section 5).</summary>
internal static class HeaderText
{
    private const int LongestValue = 4096;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Hop-by-hop fields (RFC 9110 section 7.6.1) and what frames a message: the product's own to write, since a wrong one splits a request in two.
    private static readonly HashSet<string> Framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Whether <paramref name="text"/> is a token: a method or the name of a field.</summary>
    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <summary>Whether a policy may not touch the field of this name.</summary>
    public static bool IsFraming(string name) => Framing.Contains(name);

    /// <summary>Whether <paramref name="value"/> can stand in a field: visible ASCII, and spaces or tabs within.</summary>
    public static bool IsValue(string value) => value.Length <= LongestValue && value.All(c => c is >= ' ' and <= '~' or '\t') && value.Trim() == value;
}
