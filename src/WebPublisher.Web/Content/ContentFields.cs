using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Content;

/// <summary>What the head of an answer says of its body.</summary>
/// <param name="Type">The Content-Type, or empty.</param>
/// <param name="Coding">The content coding.</param>
/// <param name="IsFixed">Whether <c>no-transform</c> forbids to change the body (RFC 9111 section 5.2.2.6).</param>
internal readonly record struct ContentFields(string Type, ContentCoding Coding, bool IsFixed)
{
    // Fields whose value depends on every byte of the body (RFC 1864, RFC 3230, RFC 9530).
    private static readonly string[] s_digests = ["Content-MD5", "Digest", "Content-Digest", "Repr-Digest"];

    /// <summary>Reads them.</summary>
    public static ContentFields Of(ResponseHead head)
    {
        var (type, encoding, isFixed) = ("", "", false);
        foreach (var (name, value) in head.Fields)
        {
            if (name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase))
            {
                type = value;
            }
            else if (name.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase))
            {
                encoding = encoding.Length == 0 ? value : $"{encoding}, {value}";
            }
            else if (name.Equals(HeaderNames.CacheControl, StringComparison.OrdinalIgnoreCase))
            {
                isFixed |= value.Contains("no-transform", StringComparison.OrdinalIgnoreCase);
            }
        }

        return new ContentFields(type, ContentCodings.Of(encoding), isFixed);
    }

    /// <summary>Why the body is not translated though its type would be, or null.</summary>
    public string? Obstacle(int status) =>
        status == StatusCodes.Status206PartialContent ? "it is a part (206)"
        : IsFixed ? "no-transform"
        : Coding == ContentCoding.Unknown ? "a content coding that is not read"
        : HasWideCharset() ? "its charset has no ASCII"
        : null;

    /// <summary>Why the body cannot be inspected, or null.</summary>
    public string? Unreadable(int status) =>
        Coding == ContentCoding.Unknown ? "a content coding that is not read"
        : Coding != ContentCoding.Identity && status == StatusCodes.Status206PartialContent ? "a part (206) of a coded body"
        : null;

    /// <summary>
    /// Makes the fields of an answer those of its translation. Its length is not known before it is sent; its validator becomes a weak one (RFC 9110 section 8.8.1), also
    /// where the answer only says that it has not changed; and no parts of it can be had.
    /// </summary>
    public static void Adapt(IHeaderDictionary fields, bool isTranslated)
    {
        if (fields.ETag is [{ } tag] && tag.StartsWith('"'))
        {
            fields.ETag = "W/" + tag;
        }

        if (!isTranslated)
        {
            return;
        }

        fields.ContentLength = null;
        foreach (var digest in s_digests)
        {
            fields.Remove(digest);
        }

        if (fields.AcceptRanges.Count > 0)
        {
            fields.AcceptRanges = "none";
        }
    }

    private bool HasWideCharset()
    {
        var charset = Type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        var name = charset < 0 ? default : Type.AsSpan(charset + 8).TrimStart('"');
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ucs-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase);
    }
}
