using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>Links in the bodies of a section's answers that lead inside, and where they lead to instead. Header fields are translated with or without it.</summary>
public sealed record LinkTranslationPolicy
{
    /// <summary>The content types whose bodies are translated: <c>text/html</c>, or <c>*+json</c> for all with that suffix.</summary>
    public ImmutableArray<string> ContentTypes { get; init; } =
    [
        "text/html", "application/xhtml+xml", "text/css", "text/javascript", "application/javascript", "application/x-javascript",
        "application/json", "*+json", "text/xml", "application/xml", "*+xml",
    ];

    /// <summary>Links beyond the farm's own names. None twice.</summary>
    public ImmutableArray<LinkMapping> Map { get; init; } = [];

    /// <summary>Whether bodies of a content type are translated.</summary>
    /// <param name="contentType">The Content-Type field's value, with or without parameters.</param>
    public bool Includes(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        foreach (var included in ContentTypes)
        {
            if (included.StartsWith('*') ? type.EndsWith(included.AsSpan(1), StringComparison.OrdinalIgnoreCase) : type.Equals(included, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
