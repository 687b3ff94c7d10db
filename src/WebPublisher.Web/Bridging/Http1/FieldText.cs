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

    private static readonly int s_setCookie = Array.IndexOf(s_known, HeaderNames.SetCookie);

    private readonly string?[] _last = new string?[s_known.Length];

    /// <summary>The field of these bytes.</summary>
    public ResponseField Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var known = Find(name);
        if (known < 0)
        {
            return new ResponseField(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value));
        }

        if (_last[known] is { } last && Ascii.Equals(value, last))
        {
            return new ResponseField(s_known[known], last);
        }

        var text = Encoding.Latin1.GetString(value);

        // A cookie is a secret of one user's.
        if (known != s_setCookie && text.Length <= LongestKept)
        {
            _last[known] = text;
        }

        return new ResponseField(s_known[known], text);
    }

    private static int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < s_byLength.Length)
        {
            foreach (var candidate in s_byLength[name.Length])
            {
                if (Ascii.EqualsIgnoreCase(name, s_known[candidate]))
                {
                    return candidate;
                }
            }
        }

        return -1;
    }
}
