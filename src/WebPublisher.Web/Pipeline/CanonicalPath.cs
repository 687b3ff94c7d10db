using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// Brings the path of a request target into its one decoded form, or refuses it. Refused is whatever two parsers may read differently: what has no single reading
/// cannot be judged here and obeyed there.
/// <para>
/// Kept as they are: empty segments (<c>//</c>, which WebDAV clients send and nearly every back end merges) and path parameters (<c>;jsessionid=</c>). Rules that deny
/// are matched against <see cref="ReducedForm"/> as well, so keeping them opens no way around. Resolved: dot segments, encoded ones too (RFC 3986 section 5.2.4).
/// Encoded slashes stay encoded; whether they may is for rules to say.
/// </para>
/// </summary>
internal static class CanonicalPath
{
    private const int StackLimit = 512;

    /// <summary>RFC 3986's path characters, except those that mean something to some reader: percent sign, semicolon, parentheses.</summary>
    private static readonly SearchValues<char> s_plain = SearchValues.Create("!$&'*+,-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>Reads the path of a request target.</summary>
    /// <param name="raw">Without query.</param>
    /// <param name="path">Decoded once, dot segments resolved; begins with one slash. A slash that was encoded stands in it as <see cref="EncodedSlash.Text"/>.</param>
    /// <param name="reason">For the log: why it is refused.</param>
    public static bool TryRead(string raw, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? reason)
    {
        path = null;
        var bytes = raw.Length <= StackLimit ? stackalloc byte[StackLimit] : new byte[raw.Length];
        var characters = raw.Length <= StackLimit ? stackalloc char[StackLimit] : new char[raw.Length];
        reason = Decode(raw, bytes, out var byteCount);
        if (reason is not null)
        {
            return false;
        }

        // Strict: overlong forms and surrogates are what decoders disagree about (RFC 3629 section 10).
        if (Utf8.ToUtf16(bytes[..byteCount], characters, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            reason = "escapes that are not UTF-8";
            return false;
        }

        reason = DecodedText.Objection(characters[..length]) ?? DotSegments.Resolve(characters, ref length);
        path = reason is null ? EncodedSlash.Write(characters[..length]) : null;
        reason ??= path!.StartsWith("//", StringComparison.Ordinal) ? "a path that begins with two slashes, which reads as a host" : LookAlikes.Objection(path);
        return reason is null;
    }

    /// <summary>Whether a path, as nearly all are, is its own decoded, encoded and reduced form.</summary>
    public static bool IsPlain(string raw) => raw.StartsWith('/')
        && !raw.AsSpan().ContainsAnyExcept(s_plain)
        && !raw.EndsWith('.')
        && !raw.Contains("//", StringComparison.Ordinal)
        && !raw.Contains("/.", StringComparison.Ordinal)
        && !raw.Contains("./", StringComparison.Ordinal);

    private static string? Decode(string raw, Span<byte> bytes, out int count)
    {
        count = 0;
        if (!raw.StartsWith('/'))
        {
            return "a path that does not begin with a slash";
        }

        for (var i = 0; i < raw.Length; i++)
        {
            var character = raw[i];
            if (character is <= ' ' or > '~' or '\\' or '#')
            {
                return "a space, control character, backslash, fragment or raw non-ASCII character in the path";
            }

            if (character != '%')
            {
                bytes[count++] = (byte)character;
                continue;
            }

            if (i + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[i + 1]) || !char.IsAsciiHexDigit(raw[i + 2]))
            {
                return "a percent sign that begins no escape";
            }

            var octet = (byte)((Uri.FromHex(raw[i + 1]) << 4) | Uri.FromHex(raw[i + 2]));
            if (octet is (byte)'\\' or (byte)EncodedSlash.Mark)
            {
                return octet == '\\' ? "an encoded backslash" : "an encoded control character";
            }

            bytes[count++] = octet == '/' ? (byte)EncodedSlash.Mark : octet;
            i += 2;
        }

        return null;
    }
}
