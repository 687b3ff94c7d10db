using System.Buffers;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>A media type without its parameters (RFC 2045 section 5), in lower case.</summary>
/// <param name="Type">"text" for instance.</param>
/// <param name="Subtype">"plain" for instance.</param>
public readonly record struct MediaType(string Type, string Subtype)
{
    private static readonly SearchValues<char> s_specials = SearchValues.Create("()<>@,;:\\\"/[]?=");

    /// <summary>What content is when nothing is said (RFC 2045 section 5.2).</summary>
    public static MediaType TextPlain { get; } = new("text", "plain");

    /// <summary>A file of no known type.</summary>
    public static MediaType OctetStream { get; } = new("application", "octet-stream");

    /// <summary>A message.</summary>
    public static MediaType Message { get; } = new("message", "rfc822");

    /// <summary>Whether it is text.</summary>
    public bool IsText => Type == "text";

    /// <summary>Whether its top-level type is registered (RFC 9694): of any other, a reader can only guess.</summary>
    public bool IsRegistered => Type is "text" or "image" or "audio" or "video" or "application" or "message" or "multipart" or "font" or "model" or "chemical";

    /// <summary>Whether it is exactly this type; both in lower case.</summary>
    public bool Is(string type, string subtype) => Type == type && Subtype == subtype;

    /// <summary>Reads "type/subtype", both tokens; white space around the slash is not permitted.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MediaType mediaType)
    {
        var slash = text.IndexOf('/');
        if (slash > 0 && IsToken(text[..slash]) && IsToken(text[(slash + 1)..]))
        {
            mediaType = new MediaType(text[..slash].ToString().ToLowerInvariant(), text[(slash + 1)..].ToString().ToLowerInvariant());
            return true;
        }

        mediaType = TextPlain;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Subtype}";

    private static bool IsToken(ReadOnlySpan<char> text)
        => !text.IsEmpty && text.Length <= 127 && !text.ContainsAnyExceptInRange('!', '~') && !text.ContainsAny(s_specials);
}
