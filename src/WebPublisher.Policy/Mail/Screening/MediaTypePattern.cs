namespace WebPublisher.Policy.Mail.Screening;

/// <summary>A media type, or all of a top-level type.</summary>
/// <param name="Type">"application" for instance, in lower case.</param>
/// <param name="Subtype">"zip" for instance, in lower case; <c>*</c> means all.</param>
public readonly record struct MediaTypePattern(string Type, string Subtype)
{
    /// <summary>Reads <c>type/subtype</c> or <c>type/*</c>; false for anything else.</summary>
    public static bool TryParse(string text, out MediaTypePattern pattern)
    {
        var parts = text.ToLowerInvariant().Split('/');
        pattern = parts.Length == 2 ? new MediaTypePattern(parts[0], parts[1]) : default;
        return parts.Length == 2 && IsToken(parts[0]) && (parts[1] == "*" || IsToken(parts[1]));
    }

    /// <summary>Whether a media type, in lower case, is meant.</summary>
    public bool Matches(string type, string subtype) => Type == type && (Subtype == "*" || Subtype == subtype);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Subtype}";

    private static bool IsToken(string text) => text.Length is > 0 and <= 127 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' or '_');
}
