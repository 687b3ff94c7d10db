namespace WebPublisher.Web.Translation;

/// <summary>How slashes and colons of a URL are written where it stands: as they are, percent-encoded, as HTML entities, or escaped for JSON and scripts.</summary>
/// <param name="Slash">A slash.</param>
/// <param name="Colon">A colon.</param>
internal sealed record LinkForm(string Slash, string Colon)
{
    /// <summary>All forms, the usual first.</summary>
    public static LinkForm[] All { get; } =
    [
        new("/", ":"),
        new(@"\/", ":"),
        new("%2f", "%3a"),
        new("%252f", "%253a"),
        new("&#x2f;", "&#x3a;"),
        new("&#47;", "&#58;"),
        new("&sol;", "&colon;"),
        new(@"\u002f", @"\u003a"),
        new(@"\x2f", @"\x3a"),
    ];

    /// <summary>The two slashes before an authority.</summary>
    public string Slashes { get; } = Slash + Slash;

    /// <summary>The length of a colon that <paramref name="text"/> begins with, in this form or as it is; 0 when it begins with none.</summary>
    public int ColonAt(ReadOnlySpan<char> text) => text.StartsWith(':') ? 1 : text.StartsWith(Colon, StringComparison.OrdinalIgnoreCase) ? Colon.Length : 0;

    /// <summary>The length of a colon that <paramref name="text"/> ends with; 0 when it ends with none.</summary>
    public int ColonBefore(ReadOnlySpan<char> text) => text.EndsWith(':') ? 1 : text.EndsWith(Colon, StringComparison.OrdinalIgnoreCase) ? Colon.Length : 0;

    /// <summary>Text of a URL in this form.</summary>
    /// <param name="text">The text with its slashes and colons as they are.</param>
    /// <param name="slash">A slash as it was found.</param>
    public string Write(string text, ReadOnlySpan<char> slash)
    {
        if (Slash == "/")
        {
            return text;
        }

        // Only in a percent-encoded URL would a colon as it is mean something else.
        var colon = Slash[0] == '%' ? Colon.ToUpperInvariant() : ":";
        return text.Replace(":", colon, StringComparison.Ordinal).Replace("/", slash.ToString(), StringComparison.Ordinal);
    }
}
