namespace WebPublisher.Policy.Rules;

/// <summary>A host name (<c>mail.example.com</c>), a wildcard (<c>*.example.com</c>: any name below it, at any depth, not the name itself) or an IP address.</summary>
public sealed record HostPattern
{
    private readonly string _suffix;

    /// <summary>Makes a pattern from a checked name.</summary>
    /// <param name="text">Lower case, without a trailing dot; IPv6 addresses without brackets.</param>
    public HostPattern(string text)
    {
        Text = text;
        IsWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        _suffix = IsWildcard ? text[1..] : text;
    }

    /// <summary>The pattern as written, in lower case.</summary>
    public string Text { get; }

    /// <summary>Whether it begins with <c>*.</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>Whether <paramref name="host"/> (no port, no trailing dot, any case) is meant.</summary>
    public bool Matches(ReadOnlySpan<char> host) => IsWildcard
        ? host.Length > _suffix.Length && host.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase)
        : host.Equals(_suffix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
