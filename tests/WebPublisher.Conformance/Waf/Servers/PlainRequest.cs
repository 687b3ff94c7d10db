using System.Globalization;
using System.Text;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>A request taken apart as leniently as Apache does it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The target, undecoded.</param>
/// <param name="Protocol">The protocol; <c>HTTP/0.9</c> where none stands.</param>
/// <param name="Fields">The fields in order.</param>
/// <param name="Head">All of it without the empty line.</param>
/// <param name="Body">The body, chunks joined.</param>
/// <param name="IsWhole">Whether it is as long as it says.</param>
internal sealed record PlainRequest(string Method, string Target, string Protocol, IReadOnlyList<(string Name, string Value)> Fields, string Head, byte[] Body, bool IsWhole)
{
    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>Whether a body is announced, be it an empty one.</summary>
    public bool HasBody => Fields.Any(one => one.Name.ToLowerInvariant() is "content-length" or "transfer-encoding");

    /// <summary>Takes a request apart.</summary>
    /// <returns>Null where it has no method, no end of its head, or a field without a colon.</returns>
    public static PlainRequest? Read(byte[] octets)
    {
        var end = octets.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = Encoding.Latin1.GetString(octets, 0, end);
        var lines = head.Split("\r\n");
        var words = lines[0].Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        var fields = lines.Skip(1).Select(line => line.Split(':', 2)).ToList();
        if (words.Length < 2 || fields.Exists(field => field.Length < 2))
        {
            return null;
        }

        List<(string Name, string Value)> pairs = [.. fields.Select(field => (field[0].Trim(s_blanks), field[1].Trim(s_blanks)))];
        var rest = octets.AsSpan(end + 4);
        var (body, isWhole) = Last(pairs, "Transfer-Encoding") is { } coding && coding.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) ? Unchunk(rest)
            : int.TryParse(Last(pairs, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? (rest[..Math.Min(length, rest.Length)].ToArray(), rest.Length >= length)
            : ([], true);
        return new PlainRequest(words[0], words[1], words.Length > 2 ? words[2] : "HTTP/0.9", pairs, head, body, isWhole);
    }

    private static string? Last(List<(string Name, string Value)> fields, string name) => fields.FindLast(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static (byte[] Body, bool IsWhole) Unchunk(ReadOnlySpan<byte> rest)
    {
        var body = new MemoryStream();
        while (rest.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var size = Encoding.Latin1.GetString(rest[..end]).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0 || rest.Length < end + 2 + length)
            {
                return (body.ToArray(), false);
            }

            if (length == 0)
            {
                return (body.ToArray(), true);
            }

            body.Write(rest.Slice(end + 2, length));
            rest = rest[Math.Min(end + 4 + length, rest.Length)..];
        }

        return (body.ToArray(), false);
    }
}
