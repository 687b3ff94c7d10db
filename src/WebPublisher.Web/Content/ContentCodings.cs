using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Content;

/// <summary>Reads and writes the fields that name content codings.</summary>
internal static class ContentCodings
{
    /// <summary>The coding that a Content-Encoding field names.</summary>
    public static ContentCoding Of(StringValues contentEncoding)
    {
        var coding = ContentCoding.Identity;
        foreach (var value in contentEncoding)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var next = Of(value.AsSpan(range).Trim());
                if (next != ContentCoding.Identity)
                {
                    coding = coding == ContentCoding.Identity ? next : ContentCoding.Unknown;
                }
            }
        }

        return coding;
    }

    /// <summary>The name of a coding in a Content-Encoding field.</summary>
    public static string NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Deflate => "deflate",
        ContentCoding.Brotli => "br",
        _ => "identity",
    };

    /// <summary>
    /// An Accept-Encoding field (RFC 9110 section 12.5.3) without the codings that this server does not read. Where none is left the answer is to come without one; an
    /// absent field would allow any.
    /// </summary>
    public static string Narrow(StringValues acceptEncoding)
    {
        List<string>? kept = null;
        foreach (var value in acceptEncoding)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var entry = value.AsSpan(range).Trim();
                var name = entry[..(entry.IndexOf(';') is var parameter and >= 0 ? parameter : entry.Length)].TrimEnd();
                if (!name.IsEmpty && Of(name) != ContentCoding.Unknown)
                {
                    (kept ??= []).Add(entry.ToString());
                }
            }
        }

        return kept is null ? "identity" : string.Join(", ", kept);
    }

    private static ContentCoding Of(ReadOnlySpan<char> name) => name switch
    {
        [] => ContentCoding.Identity,
        _ when name.Equals("identity", StringComparison.OrdinalIgnoreCase) => ContentCoding.Identity,
        _ when name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) => ContentCoding.Gzip,
        _ when name.Equals("deflate", StringComparison.OrdinalIgnoreCase) => ContentCoding.Deflate,
        _ when name.Equals("br", StringComparison.OrdinalIgnoreCase) => ContentCoding.Brotli,
        _ => ContentCoding.Unknown,
    };
}
