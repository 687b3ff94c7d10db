using System.Text;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Bridging.Http1;

/// <summary>
/// Makes strings of the fields of one connection's responses. Names that webmail sends are not made anew, nor is a value that equals the last one of its name: a
/// server says the same of its type, age and policies nearly every time.
/// </summary>
internal sealed class FieldText
{
    // Longer values are not worth comparing, nor keeping while a connection idles.
    private const int LongestKept = 256;

    private static readonly string[] s_known =
    [
        HeaderNames.AcceptRanges, HeaderNames.Age, HeaderNames.Allow, HeaderNames.CacheControl, HeaderNames.Connection, HeaderNames.ContentDisposition,
        HeaderNames.ContentEncoding, HeaderNames.ContentLanguage, HeaderNames.ContentLength, HeaderNames.ContentLocation, HeaderNames.ContentRange,
        HeaderNames.ContentSecurityPolicy, HeaderNames.ContentType, HeaderNames.Date, HeaderNames.ETag, HeaderNames.Expires, HeaderNames.KeepAlive,
        HeaderNames.LastModified, HeaderNames.Link, HeaderNames.Location, HeaderNames.Pragma, "Referrer-Policy", HeaderNames.RetryAfter, HeaderNames.Server,
        HeaderNames.SetCookie, HeaderNames.StrictTransportSecurity, HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.Vary,
        HeaderNames.WWWAuthenticate, "X-AspNet-Version", "X-BEServer", HeaderNames.XContentTypeOptions, "X-FEServer", HeaderNames.XFrameOptions, "X-OWA-Version",
        HeaderNames.XPoweredBy, "X-Robots-Tag", HeaderNames.XUACompatible, HeaderNames.XXSSProtection,
    ];

    private static readonly int[][] s_byLength =
        [.. Enumerable.Range(0, s_known.Max(static name => name.Length) + 1).Select(static length => Enumerable.Range(0, s_known.Length).Where(i => s_known[i].Length == length).ToArray())];

    private static readonly byte[][] s_bytes = [.. s_known.Select(Encoding.ASCII.GetBytes)];

    private static readonly int s_setCookie = Array.IndexOf(s_known, HeaderNames.SetCookie);

    private readonly string?[] _last = new string?[s_known.Length];

    /// <summary>Which known name it is in any case of letters, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < s_byLength.Length)
        {
            foreach (var candidate in s_byLength[name.Length])
            {
                if (name.SequenceEqual(s_bytes[candidate]) || Ascii.EqualsIgnoreCase(name, s_bytes[candidate]))
                {
                    return candidate;
                }
            }
        }

        return -1;
    }

    /// <summary>A known name in its usual spelling.</summary>
    public static string Name(int known) => s_known[known];

    /// <summary>The last value of a name where this is the same, or null.</summary>
    public string? FindRepeated(int known, ReadOnlySpan<byte> value) => known >= 0 && _last[known] is { } last && Ascii.Equals(value, last) ? last : null;

    /// <summary>The field of these bytes, whose value is not its name's last.</summary>
    /// <param name="known">Which known name it is, or -1.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public ResponseField Read(int known, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (known < 0)
        {
            return new ResponseField(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value));
        }

        var text = Encoding.Latin1.GetString(value);

        // A cookie is a secret of one user's.
        if (known != s_setCookie && text.Length <= LongestKept)
        {
            _last[known] = text;
        }

        return new ResponseField(s_known[known], text);
    }
}
