namespace WebPublisher.Policy.Mail;

/// <summary>A mail domain (<c>example.com</c>), all domains below one (<c>*.example.com</c>, not the domain itself), or every domain (<c>*</c>).</summary>
public sealed record DomainPattern
{
    private readonly string _suffix;

    /// <summary>Makes a pattern from a checked name.</summary>
    /// <param name="text">Lower case, A-labels, without a trailing dot.</param>
    public DomainPattern(string text)
    {
        Text = text;
        _suffix = text.StartsWith("*.", StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>The pattern as written, in lower case.</summary>
    public string Text { get; }

    /// <summary>How closely the pattern describes a domain it matches: the longest match wins. 0 for <c>*</c>; an exact name beats a wildcard of equal length.</summary>
    public int Specificity => Text == "*" ? 0 : Text.StartsWith("*.", StringComparison.Ordinal) ? _suffix.Length : Text.Length + 1;

    /// <summary>Whether <paramref name="domain"/> (A-labels, any case, no trailing dot) is meant.</summary>
    public bool Matches(ReadOnlySpan<char> domain) =>
        Text == "*"
        || (Text.StartsWith("*.", StringComparison.Ordinal)
            ? domain.Length > _suffix.Length && domain.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase)
            : domain.Equals(Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether every domain that <paramref name="narrow"/> means is meant by this pattern too.</summary>
    public bool Covers(DomainPattern narrow) => Text == "*" || Text == narrow.Text || (narrow.Text.StartsWith("*.", StringComparison.Ordinal)
        ? Text.StartsWith("*.", StringComparison.Ordinal) && narrow._suffix.EndsWith(_suffix, StringComparison.Ordinal)
        : narrow.Text != "*" && Matches(narrow.Text));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
