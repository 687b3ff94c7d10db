namespace WebPublisher.Policy.Rules;

/// <summary>
/// A path (<c>/owa/logon.aspx</c>) or everything at and below one (<c>/owa/*</c> matches <c>/owa</c>, <c>/owa/</c> and <c>/owa/x</c>, never <c>/owax</c>).
/// Matching ignores case, as IIS does: a deny rule must not be stepped around by writing <c>/ECP</c>.
/// </summary>
public sealed record PathPattern
{
    private readonly string _path;
    private readonly bool _below;

    /// <summary>Makes a pattern from a checked path.</summary>
    /// <param name="text">Begins with a slash; may end with <c>/*</c>; decoded, with no other <c>*</c>.</param>
    public PathPattern(string text)
    {
        Text = text;
        _below = text.EndsWith("/*", StringComparison.Ordinal);
        _path = _below ? text[..^2] : text;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether the canonical, decoded <paramref name="path"/> is meant.</summary>
    public bool Matches(ReadOnlySpan<char> path) => _below
        ? path.StartsWith(_path, StringComparison.OrdinalIgnoreCase) && (path.Length == _path.Length || path[_path.Length] == '/')
        : path.Equals(_path, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
